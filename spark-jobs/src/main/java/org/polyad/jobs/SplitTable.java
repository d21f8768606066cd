package org.polyad.jobs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.polyad.InvalidInputException;
import org.polyad.spark.ml.Splits;

/** A csv table in two parts; fields are written as they were read. */
final class SplitTable {
    private static final String TIME = "polyad time";
    private static final String NUMBER = "polyad number";

    private final String input;
    private final InputFormat format;
    private final CsvTable csv;
    private final Dataset<Row> rows;
    private final Column[] fields;

    /** @throws IllegalArgumentException for an input that is no csv or tsv, or a row that cannot be read */
    SplitTable(String input, String format) throws IOException {
        this.input = input;
        List<InputFile> files = InputFiles.list(input, HadoopPaths.configuration());
        this.format = format != null
                ? InputFormat.parse(format)
                : InputFormat.bySuffix(files.get(0).path().getName());
        if (this.format != InputFormat.CSV && this.format != InputFormat.TSV) {
            throw new InvalidInputException("--input must be a table of csv or tsv, found "
                    + files.get(0).name() + (format == null ? "; --format says what it is" : " as " + format));
        }
        this.csv = new CsvTable(
                SparkTable.session(), files, new CsvDialect(new InputOptions(), this.format), "polyad text ");
        this.fields = csv.names().stream().map(csv::text).toArray(Column[]::new);
        this.rows = csv.rows(true);
        for (Row bad :
                rows.filter(SparkTable.column(SparkTable.BAD).isNotNull()).takeAsList(1)) {
            throw new InvalidInputException(bad.getAs(SparkTable.PLACE) + ": " + bad.getAs(SparkTable.BAD));
        }
    }

    /** Rows of the table's fields. */
    record Parts(Dataset<Row> train, Dataset<Row> test) {}

    /** @throws IllegalArgumentException for a column that the table has not */
    void check(List<String> columns) {
        columns.forEach(column -> TableColumns.check(column, input, csv.names()));
    }

    Parts random(double share, long seed) {
        Splits.Split split = Splits.random(rows.select(fields), share, seed);
        return new Parts(split.train(), split.test());
    }

    Parts byTime(String time, double share) {
        Splits.Split split = Splits.byTime(rows.withColumn(TIME, typed(time)), TIME, share);
        return new Parts(split.train().select(fields), split.test().select(fields));
    }

    Parts leaveLastOut(String user, String time) {
        Dataset<Row> numbered =
                rows.withColumn(TIME, typed(time)).withColumn(NUMBER, functions.monotonically_increasing_id());
        Splits.Split split = Splits.leaveLastOut(numbered, csv.textName(user), TIME);
        return new Parts(ordered(split.train()), ordered(split.test()));
    }

    private Dataset<Row> ordered(Dataset<Row> part) {
        return part.orderBy(SparkTable.column(NUMBER)).select(fields);
    }

    /** As what Spark finds it to be. @throws IllegalArgumentException for a column of text */
    private Column typed(String time) {
        Column typed = csv.typed(true).get(csv.names().indexOf(time));
        String type = rows.select(typed).schema().apply(0).dataType().simpleString();
        if (type.equals("string")) {
            throw new InvalidInputException(
                    "--time " + time + " should be a column of numbers, dates or timestamps, but holds texts");
        }
        return typed;
    }

    /** Writes a part; returns how many rows it has. */
    long write(Dataset<Row> part, InputFormat as, OutputStream to) throws IOException {
        char separator = as == InputFormat.TSV ? '\t' : ',';
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
        line(out, csv.names().toArray(String[]::new), separator);
        long written = 0;
        for (Iterator<Row> all = part.toLocalIterator(); all.hasNext(); written++) {
            Row row = all.next();
            String[] texts = new String[row.length()];
            for (int c = 0; c < texts.length; c++) {
                texts[c] = row.isNullAt(c) ? "" : row.getString(c);
            }
            line(out, texts, separator);
        }
        out.flush();
        return written;
    }

    private static void line(Writer out, String[] texts, char separator) throws IOException {
        for (int c = 0; c < texts.length; c++) {
            if (c > 0) {
                out.append(separator);
            }
            out.append(TableText.field(texts[c], separator));
        }
        out.append('\n');
    }
}
