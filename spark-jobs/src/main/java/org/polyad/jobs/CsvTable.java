package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;
import org.polyad.spark.TextSplits;

/**
 * Reads csv in Spark's tasks, with the parser and the rules of {@link CsvRecords}, so that both ways give the same text. Large files
 * are cut into splits; a bad line's number is then not known, and a quoted field must not hold a line end. Where there is such a
 * line, the files are read whole, a task each.
 */
final class CsvTable {
    /** What a task reads at most, and what opening a file counts, as in Spark's own reader. */
    private static final long TASK = 128L << 20;

    private static final long OPEN = 4L << 20;

    private final SparkSession session;
    private final List<InputFile> files = new ArrayList<>();
    private final List<CsvLines.Layout> layouts = new ArrayList<>();
    private final CsvDialect dialect;
    private final List<String> names;
    private final String prefix;

    /** @param prefix of the names that the columns of text have in Spark */
    CsvTable(SparkSession session, List<InputFile> all, CsvDialect dialect, String prefix) throws IOException {
        this.session = session;
        this.dialect = dialect;
        this.prefix = prefix;
        Configuration conf = HadoopPaths.configuration();
        names = CsvRecords.names(all, conf, dialect);
        for (InputFile file : all) {
            try (CsvRecords records = new CsvRecords(file, conf, dialect)) {
                layouts.add(CsvLines.Layout.of(files.size(), file, records, names));
                files.add(file);
            } catch (CsvRecords.NoLines empty) {
                // Others have.
                continue;
            }
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
        for (CsvLines.Layout layout : layouts) {
            if (layout.at()[names.indexOf(name)] < 0) {
                throw new InvalidInputException(files.get(layout.file()).name() + " has no column " + name + ", but "
                        + files.get(0).name() + " has");
            }
        }
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
        return session.createDataFrame(whole || !dialect.endsLinesAsAscii() ? wholeFiles() : splits(), schema);
    }

    private JavaRDD<Row> splits() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        long bytes = files.stream().mapToLong(file -> file.length() + OPEN).sum();
        long task = Math.min(TASK, Math.max(OPEN, bytes / context.defaultParallelism()));
        Map<String, CsvLines.Layout> where = new HashMap<>();
        for (int f = 0; f < files.size(); f++) {
            where.put(HadoopPaths.key(files.get(f).path()), layouts.get(f));
        }
        CsvDialect how = dialect;
        int width = names.size();
        List<Path> paths = files.stream().map(InputFile::path).toList();
        JavaRDD<Row> rows = TextSplits.lines(context, paths, task)
                .mapPartitionsWithInputSplit(
                        (split, lines) -> {
                            FileSplit part = (FileSplit) split;
                            CsvLines.Layout layout = where.get(HadoopPaths.key(part.getPath()));
                            return new CsvLines(lines, how, layout, width, part.getStart());
                        },
                        false);
        // A task reads several small files.
        int tasks = (int) Math.min(Integer.MAX_VALUE, 1 + bytes / task);
        return rows.getNumPartitions() > tasks ? rows.coalesce(tasks) : rows;
    }

    private JavaRDD<Row> wholeFiles() {
        List<InputFile> all = List.copyOf(files);
        List<CsvLines.Layout> where = List.copyOf(layouts);
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

    /** The columns by their names, with the types that Spark finds in them. @param whole as in {@link #rows} */
    List<Column> typed(boolean whole) {
        int width = names.size();
        MapFunction<Row, String> line = row -> {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < width; c++) {
                String field = row.isNullAt(c) ? "" : row.getString(c);
                text.append(c == 0 ? "" : ",").append(TableText.field(field, ','));
            }
            return text.toString();
        };
        Dataset<Row> good = rows(whole).filter(SparkTable.column(SparkTable.BAD).isNull());
        StructType found = session.read()
                .option("inferSchema", true)
                .option("escape", "\"")
                .csv(good.map(line, Encoders.STRING()))
                .schema();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            Column text = functions.col("`" + text(c) + "`");
            Column typed = c < found.size() ? text.try_cast(found.apply(c).dataType()) : text;
            columns.add(typed.as(names.get(c)));
        }
        return columns;
    }
}
