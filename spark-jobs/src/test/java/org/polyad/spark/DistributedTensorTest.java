package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyad.spark.entries.Entry;
import org.polyad.spark.entries.TensorOptions;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class DistributedTensorTest {
    private static final TensorOptions OPTIONS = TensorOptions.DEFAULT;
    private static final StructType SCHEMA = new StructType()
            .add("user", DataTypes.LongType)
            .add("item.id", DataTypes.IntegerType)
            .add("stars", DataTypes.FloatType)
            .add("trust", DataTypes.DoubleType)
            .add("name", DataTypes.StringType);

    @AfterEach
    void nothing_stays_cached() {
        assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Duplicates.class,
            names = {"SUM", "MEAN", "LAST"})
    void duplicates_are_joined_as_in_core(Duplicates policy) {
        SparseTensorBuilder expected = SparseTensor.builder(2);
        List<Entry> entries = new java.util.ArrayList<>();
        for (int p = 0; p < 5000; p++) {
            Entry entry = new Entry(new int[] {p % 7, p * p % 11}, Math.sin(p), 1 + p % 3);
            entries.add(entry);
            expected.add(entry.subscript(), entry.value(), entry.weight());
        }
        for (int partitions : new int[] {1, 2, 7}) {
            JavaRDD<Entry> spread = LocalSpark.context().parallelize(entries, partitions);
            try (DistributedTensor tensor = DistributedTensor.of(
                    spread, 2, OPTIONS.withDuplicates(policy).withPartitions(3))) {
                assertSame(tensor.collect(), expected.build(policy));
            }
        }
    }

    @Test
    void a_duplicate_is_an_error_that_names_the_subscript() {
        JavaRDD<Entry> entries = LocalSpark.context()
                .parallelize(List.of(new Entry(new int[] {1, 2}, 3), new Entry(new int[] {1, 2}, 4)), 2);
        assertThatThrownBy(() -> DistributedTensor.of(entries, 2, OPTIONS))
                .isInstanceOf(EntryException.class)
                .hasMessage("an entry stands more than once: [1, 2]");
    }

    @Test
    void an_entry_outside_the_shape_is_an_error() {
        JavaRDD<Entry> entries = LocalSpark.context().parallelize(List.of(new Entry(new int[] {1, 2}, 3)), 1);
        assertThatThrownBy(() -> DistributedTensor.of(entries, 2, OPTIONS.withShape(Shape.of(2, 2))))
                .isInstanceOf(EntryException.class)
                .hasMessageContaining("[1, 2]");
    }

    @Test
    void no_entries_are_an_error() {
        JavaRDD<Entry> entries = LocalSpark.context().parallelize(List.of(), 1);
        assertThatThrownBy(() -> DistributedTensor.of(entries, 2, OPTIONS))
                .hasMessage("a tensor needs at least one entry, found none");
    }

    @Test
    void a_dataset_is_read_by_its_columns() {
        Dataset<Row> rows = rows(row(3L, 1, 2.5f, 0.5), row(1L, 4, 1f, 2.0));
        String[] index = {"user", "item.id"};
        try (DistributedTensor tensor = DistributedTensor.of(rows, index, "stars", "trust", OPTIONS.withIndexBase(1))) {
            assertThat(tensor.shape()).isEqualTo(Shape.of(3, 4));
            assertThat(tensor.entries()).isEqualTo(2);
            assertSame(
                    tensor.collect(),
                    SparseTensor.builder(2)
                            .add(new int[] {2, 0}, 2.5, 0.5)
                            .add(new int[] {0, 3}, 1, 2)
                            .build(Duplicates.ERROR));
        }
        try (DistributedTensor tensor = DistributedTensor.of(rows, index, null, null, OPTIONS.withIndexBase(1))) {
            assertThat(tensor.collect().values()).containsExactly(1, 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user|nosuch|stars|there is no column nosuch; the columns are user, item.id, stars, trust, name",
                "user|name|stars|column name needs an integer type to be an index, but it is string",
                "user|item.id|name|column name needs a numeric type, but it is string",
                "user|item.id|stars|column item.id has a null, where an index is needed"
            })
    void a_wrong_column_is_named(String first, String second, String value, String message) {
        Dataset<Row> rows = rows(row(3L, null, 2.5f, 0.5));
        assertThatThrownBy(() -> DistributedTensor.of(rows, new String[] {first, second}, value, null, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_value_that_is_no_number_is_an_error() {
        Dataset<Row> rows = rows(row(3L, 1, Float.NaN, 0.5));
        assertThatThrownBy(() -> DistributedTensor.of(rows, new String[] {"user", "item.id"}, "stars", null, OPTIONS))
                .hasMessage("column stars has NaN, where a finite number is needed");
    }

    private static Row row(Long user, Integer item, Float stars, Double trust) {
        return RowFactory.create(user, item, stars, trust, "n");
    }

    private static Dataset<Row> rows(Row... rows) {
        return LocalSpark.session().createDataFrame(List.of(rows), SCHEMA);
    }

    static void assertSame(SparseTensor actual, SparseTensor expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
}
