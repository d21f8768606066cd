package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.polyad.InvalidInputException;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.Entry;
import org.polyad.spark.LabelIndex;
import org.polyad.spark.TensorOptions;
import scala.Tuple2;

/**
 * Reads a table into Spark: rows are checked, labels found and indexed in tasks, and only the labels come to this process. It takes
 * the rows that {@link CsvSource} and {@link SparkSource} take, and gives labels the same indices.
 */
final class DistributedTable {
    private static final String WRONG = "polyad wrong";
    private static final int SHOWN = 10;

    private final InputOptions options;
    private final InputFormat format;
    private final List<InputFile> files;
    private final TableColumns columns;
    private String[][] labels;

    DistributedTable(InputOptions options, InputFormat format, List<InputFile> files) {
        this.options = options;
        this.format = format;
        this.files = files;
        this.columns = new TableColumns(options);
    }

    /** Those found by {@link #read}, by mode; null with {@code --indices}. */
    String[][] labels() {
        return labels;
    }

    /** @throws IllegalArgumentException for rows that cannot be taken, with the line where it can be had */
    DistributedTensor read(JavaSparkContext context, TensorOptions how, BadRows badRows) throws IOException {
        try {
            DistributedTensor read = attempt(context, how, badRows, format.needsSpark());
            return read == null ? attempt(context, how, badRows, true) : read;
        } catch (InvalidInputException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw TableErrors.inRows(options.input, format, e);
        }
    }

    /** Null when a line has to be named that is only known from the file's beginning. */
    private DistributedTensor attempt(JavaSparkContext context, TensorOptions how, BadRows badRows, boolean last)
            throws IOException {
        SparkTable.Selected table = new SparkTable(options, format, files, last).select();
        Dataset<Row> checked = table.rows().withColumn(WRONG, wrong(table)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long bad = checked.filter(SparkTable.column(WRONG).isNotNull()).count();
            if (bad > 0 && !last) {
                return null;
            }
            if (bad > 0) {
                report(checked, table.fields(), badRows, bad);
            }
            Dataset<Row> good = checked.filter(SparkTable.column(WRONG).isNull());
            if (good.isEmpty()) {
                throw new InvalidInputException(options.input + " has no entries");
            }
            labels = columns.indices() ? null : labels(good, table.fields());
            return tensor(context, good, table.fields(), how);
        } finally {
            checked.unpersist();
        }
    }

    /** What is wrong with a row, or null. */
    private Column wrong(SparkTable.Selected table) {
        TableColumns wanted = columns;
        SelectedFields fields = table.fields();
        UDF1<Row, String> check = row -> {
            if (fields.bad(row) != null) {
                return fields.bad(row);
            }
            TableColumns.InFile where = wanted.inOrder();
            Object[] values = new Object[fields.count()];
            fields.fill(row, values);
            return where.take(values);
        };
        Column[] all = java.util.Arrays.stream(table.rows().columns())
                .map(SparkTable::column)
                .toArray(Column[]::new);
        return functions.udf(check, DataTypes.StringType).apply(functions.struct(all));
    }

    private static Column isNull(int c) {
        return SparkTable.column("c" + c)
                .isNull()
                .or(SparkTable.column("c" + c).cast(DataTypes.StringType).equalTo(""));
    }

    /** Fails, or tells {@code badRows} what is left out. */
    private void report(Dataset<Row> checked, SelectedFields fields, BadRows badRows, long bad) {
        Column anyNull = functions.lit(false);
        for (int c = 0; c < columns.all().size(); c++) {
            anyNull = anyNull.or(isNull(c));
        }
        Dataset<Row> read =
                checked.filter(SparkTable.column(SparkTable.BAD).isNull().and(anyNull));
        long nulls = badRows.dropNulls() ? read.count() : 0;
        badRows.dropped(nulls);
        if (bad == nulls) {
            return;
        }
        Dataset<Row> shown = checked.filter(SparkTable.column(WRONG).isNotNull());
        if (badRows.dropNulls()) {
            shown = shown.filter(SparkTable.column(SparkTable.BAD).isNotNull().or(functions.not(anyNull)));
        }
        List<String> messages = new ArrayList<>();
        for (Row row : shown.takeAsList(SHOWN)) {
            String place = fields.place(row) == null ? options.input : fields.place(row);
            String message = place + ": " + row.getString(row.length() - 1);
            boolean empty = fields.bad(row) == null && columns.inOrder().firstNull(values(fields, row)) >= 0;
            if (empty && badRows.failOnNulls()) {
                throw BadRows.nulls(message, columns, nulls(read));
            }
            if (!badRows.lines().skip()) {
                throw new InvalidInputException(message);
            }
            messages.add(message);
        }
        badRows.lines().skipped(bad - nulls, messages);
    }

    private static Object[] values(SelectedFields fields, Row row) {
        Object[] values = new Object[fields.count()];
        fields.fill(row, values);
        return values;
    }

    private long[] nulls(Dataset<Row> read) {
        long[] counts = new long[columns.all().size()];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = read.filter(isNull(c)).count();
        }
        return counts;
    }

    private String[][] labels(Dataset<Row> good, SelectedFields fields) {
        String[][] found = new String[columns.order()][];
        for (int n = 0; n < found.length; n++) {
            Column[] parts = fields.columns(n).stream().map(SparkTable::column).toArray(Column[]::new);
            ModeIndex index = ModeIndex.growing();
            for (Row row : good.select(parts).distinct().collectAsList()) {
                index.code(SelectedFields.label(row.get(0), row.length() > 1 ? row.getString(1) : null));
            }
            found[n] = index.labels(index.ranks());
        }
        return found;
    }

    private DistributedTensor tensor(
            JavaSparkContext context, Dataset<Row> good, SelectedFields fields, TensorOptions how) {
        Broadcast<LabelIndex> index = labels == null ? null : context.broadcast(new LabelIndex(labels));
        try {
            TableColumns wanted = columns;
            JavaPairRDD<Long, Entry> entries = good.toJavaRDD().mapPartitionsToPair(rows -> {
                TableColumns.InFile where = wanted.inOrder();
                Object[] values = new Object[fields.count()];
                LabelIndex codes = index == null ? null : index.value();
                return new Mapped<>(rows, row -> {
                    fields.fill(row, values);
                    where.take(values);
                    int[] subscript = codes == null ? where.subscript().clone() : codes.codes(values);
                    return new Tuple2<>(fields.origin(row), new Entry(subscript, where.value(), where.weight()));
                });
            });
            DistributedTensor tensor = DistributedTensor.of(entries, columns.order(), how);
            return index == null ? tensor : tensor.owning(index);
        } catch (Throwable failure) {
            if (index != null) {
                index.destroy();
            }
            throw failure;
        }
    }
}
