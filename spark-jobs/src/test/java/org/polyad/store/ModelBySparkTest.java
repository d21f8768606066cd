package org.polyad.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factors are for anybody's Spark, and may come from there. */
class ModelBySparkTest {
    private static SparkSession spark;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.sql.shuffle.partitions", 1)
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private String write(StoredModel model) throws Exception {
        org.apache.hadoop.fs.Path folder =
                new org.apache.hadoop.fs.Path(temp.resolve("model").toUri());
        ModelStore.write(model, folder, new Configuration(), true);
        return folder.toString();
    }

    @Test
    void spark_reads_index_label_row_and_mode() throws Exception {
        StoredModel model = Models.labelled();
        Dataset<Row> factors = spark.read().parquet(write(model) + "/factors");
        assertThat(factors.schema().simpleString())
                .isEqualTo("struct<index:bigint,label:string,row:array<double>,mode:int>");
        List<Row> rows = factors.orderBy("mode", "index").collectAsList();
        assertThat(rows).hasSize(9);
        Row row = rows.get(3 + 3);
        assertThat(row.getInt(3)).isEqualTo(1);
        assertThat(row.getLong(0)).isEqualTo(3);
        assertThat(row.getString(1)).isEqualTo("dog \u00e9");
        assertThat(row.<Double>getList(2))
                .containsExactly(
                        model.ktensor().factor(1).at(3, 0),
                        model.ktensor().factor(1).at(3, 1));
        assertThat(rows.get(8).isNullAt(1)).isTrue();
        assertThat(spark.read()
                        .parquet(write(Models.plain(model.ktensor(), "gaussian")) + "/factors")
                        .columns())
                .containsExactly("index", "row", "mode");
    }

    @Test
    void factors_that_spark_wrote_in_parts_are_read_and_checked() throws Exception {
        StoredModel model = Models.labelled();
        String folder = write(model);
        Dataset<Row> stored = spark.read().parquet(folder + "/factors/mode=1");
        // In memory: the files are about to be overwritten.
        Dataset<Row> factor = spark.createDataFrame(stored.collectAsList(), stored.schema());
        Dataset<Row> twoParts = factor.orderBy(functions.desc("index")).repartition(2);
        assertThat(replaced(folder, twoParts).ktensor().factor(1))
                .isEqualTo(model.ktensor().factor(1));
        assertThat(replaced(folder, twoParts).labels()[1]).containsExactly(model.labels()[1]);

        refused(
                folder,
                factor.withColumn("index", functions.expr("index + 1")),
                "index 4 is not below the mode's size 4");
        refused(folder, factor.withColumn("index", functions.expr("index div 2")), "index 0 stands twice");
        refused(folder, factor.withColumn("index", functions.expr("-index")), "index -1 is not below");
        refused(
                folder,
                factor.withColumn("row", functions.expr("slice(row, 1, 1)")),
                "row 0 has 1 numbers, but the rank is 2");
        refused(folder, factor.withColumn("row", functions.expr("array_repeat(row[0], 9)")), "row 0 has 9 numbers");
        refused(
                folder,
                factor.withColumn("row", functions.expr("array(double('NaN'), 1d)")),
                "row 0 has a number that is NaN");
        refused(
                folder,
                factor.withColumn("row", functions.expr("array('a')")),
                "the column row must be a list of doubles");
        refused(folder, factor.drop("index"), "there is no column index");
        refused(
                folder,
                factor.withColumn("label", functions.expr("if(index = 2, null, label)")),
                "has labels for 3 of 4 rows");
    }

    private static StoredModel replaced(String folder, Dataset<Row> factor) throws Exception {
        factor.write().mode("overwrite").parquet(folder + "/factors/mode=1");
        return ModelStore.read(new org.apache.hadoop.fs.Path(folder), new Configuration());
    }

    private static void refused(String folder, Dataset<Row> factor, String message) {
        assertThatThrownBy(() -> replaced(folder, factor.coalesce(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mode=1")
                .hasMessageContaining(message);
    }
}
