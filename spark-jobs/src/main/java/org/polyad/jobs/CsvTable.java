package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;
import org.polyad.spark.ZstdCodec;

/**
 * Reads csv in Spark's tasks, with the parser and the rules of {@link CsvRecords}, so that both ways give the same text. Large files
 * are cut into splits; a bad line's number is then not known, and a quoted field must not hold a line end. Where there is such a
 * line, the files are read whole, a task each.
 */
final class CsvTable {
    private final SparkSession session;
    private final List<InputFile> files;
    private final CsvDialect dialect;
    private final List<String> names;
    private final String prefix;
    private final Map<String, CsvLines.Layout> layouts = new LinkedHashMap<>();

    /** @param prefix of the names that the columns of text have in Spark */
    CsvTable(SparkSession session, List<InputFile> files, CsvDialect dialect, String prefix) throws IOException {
        this.session = session;
        this.files = files;
        this.dialect = dialect;
        this.prefix = prefix;
        Configuration conf = HadoopPaths.configuration();
        names = CsvRecords.names(files.get(0), conf, dialect);
        for (int f = 0; f < files.size(); f++) {
            List<String> own = f == 0 ? names : CsvRecords.names(files.get(f), conf, dialect);
            int[] at = names.stream().mapToInt(own::indexOf).toArray();
            layouts.put(HadoopPaths.key(files.get(f).path()), new CsvLines.Layout(f, own.size(), at));
        }
    }

    List<String> names() {
        return names;
    }

    private String text(int column) {
        return prefix + column;
    }

    /** What the text of a column is called in Spark. */
    String textName(String name) {
        return text(names.indexOf(name));
    }

    /** The text of a column. @throws IllegalArgumentException unless each file has it, once */
    Column text(String name) {
        TableColumns.check(name, files.get(0).name(), names);
        check(name);
        return functions.col("`" + text(names.indexOf(name)) + "`");
    }

    private void check(String name) {
        layouts.forEach((file, layout) -> {
            if (layout.at()[names.indexOf(name)] < 0) {
                throw new InvalidInputException(files.get(layout.file()).name() + " has no column " + name + ", but "
                        + files.get(0).name() + " has");
            }
        });
    }

    /**
     * Rows of text: the columns in order, then those of {@link SparkTable#MARKS}.
     *
     * @param whole a task a file, which knows the lines' numbers
     */
    Dataset<Row> rows(boolean whole) {
        StructType schema = new StructType();
        for (int c = 0; c < names.size(); c++) {
            schema = schema.add(
                    new StructField(text(c), DataTypes.StringType, true, org.apache.spark.sql.types.Metadata.empty()));
        }
        schema = schema.add(SparkTable.ORIGIN, DataTypes.LongType)
                .add(SparkTable.PLACE, DataTypes.StringType)
                .add(SparkTable.BAD, DataTypes.StringType);
        return session.createDataFrame(whole ? wholeFiles() : splits(), schema);
    }

    private JavaRDD<Row> splits() {
        String[] paths = files.stream().map(file -> file.path().toString()).toArray(String[]::new);
        Dataset<Row> lines = session.read()
                .option("io.compression.codecs", ZstdCodec.class.getName())
                .option("recursiveFileLookup", true)
                .text(paths)
                .select(
                        functions.col("value"),
                        functions.col("_metadata.file_path"),
                        functions.col("_metadata.file_block_start"));
        CsvDialect how = dialect;
        Map<String, CsvLines.Layout> where = new LinkedHashMap<>(layouts);
        int width = names.size();
        return lines.toJavaRDD().mapPartitions(rows -> new CsvLines(rows, how, where, width));
    }

    private JavaRDD<Row> wholeFiles() {
        List<InputFile> all = List.copyOf(files);
        List<CsvLines.Layout> where = new ArrayList<>(layouts.values());
        CsvDialect how = dialect;
        int width = names.size();
        List<Integer> numbers = new ArrayList<>();
        for (int f = 0; f < all.size(); f++) {
            numbers.add(f);
        }
        return JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(numbers, numbers.size())
                .mapPartitions(some -> {
                    int f = some.next();
                    return new CsvFileRows(all.get(f), how, where.get(f), width);
                });
    }

    /** The columns by their names, with the types that Spark finds in them. */
    List<Column> typed() {
        String[] paths = files.stream().map(file -> file.path().toString()).toArray(String[]::new);
        StructType found = session.read()
                .option("header", dialect.header())
                .option("inferSchema", true)
                .option("sep", String.valueOf(dialect.delimiter()))
                .option("escape", "\"")
                .option("io.compression.codecs", ZstdCodec.class.getName())
                .csv(paths)
                .schema();
        List<Column> columns = new ArrayList<>();
        Iterator<StructField> fields = List.of(found.fields()).iterator();
        for (int c = 0; c < names.size(); c++) {
            Column text = functions.col("`" + text(c) + "`");
            boolean known = fields.hasNext();
            columns.add((known ? text.try_cast(fields.next().dataType()) : text).as(names.get(c)));
        }
        return columns;
    }
}
