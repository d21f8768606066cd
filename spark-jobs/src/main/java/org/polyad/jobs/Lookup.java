package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.polyad.InvalidInputException;

/**
 * A table that is joined for its columns: small enough to be sent to every task, and with each key once. Rows without a partner have
 * nulls in its columns.
 *
 * @param rows its columns, those of text behind them, and copies of the key's
 * @param names of the columns that it adds
 * @param texts by name, where the text is to be had
 */
record Lookup(JoinClause clause, Dataset<Row> rows, List<String> names, Map<String, Column> texts, List<String> keys) {

    /** @param number among the lookup tables */
    static Lookup of(SparkSession session, InputOptions options, JoinClause clause, int number) throws IOException {
        List<InputFile> files = InputFiles.list(clause.path(), HadoopPaths.configuration());
        InputFormat format = InputFormat.bySuffix(files.get(0).path().getName());
        if (format == null || !format.isTable()) {
            throw new InvalidInputException(
                    "--join needs a table, csv, tsv, parquet, json or orc, found " + clause.path());
        }
        if (format.needsSpark()) {
            Dataset<Row> rows = SparkTable.read(session, format, Map.of("mode", "FAILFAST"), clause.path());
            List<String> names = List.of(rows.columns());
            List<Column> columns = new ArrayList<>();
            names.forEach(name -> columns.add(SparkTable.column(name)));
            return of(clause, rows, new Parts(names, columns, Map.of()), number);
        }
        CsvTable csv = new CsvTable(session, files, new CsvDialect(options, format), "polyad lookup " + number + " ");
        Dataset<Row> rows = csv.rows(true);
        for (Row bad :
                rows.filter(SparkTable.column(SparkTable.BAD).isNotNull()).takeAsList(1)) {
            throw new InvalidInputException(bad.getAs(SparkTable.PLACE) + ": " + bad.getAs(SparkTable.BAD));
        }
        Map<String, Column> texts = new HashMap<>();
        csv.names().forEach(name -> texts.put(name, csv.text(name)));
        return of(clause, rows, new Parts(csv.names(), csv.typed(true), texts), number);
    }

    /** A table's columns: with types, and as text where that is at hand. */
    private record Parts(List<String> names, List<Column> columns, Map<String, Column> texts) {}

    private static Lookup of(JoinClause clause, Dataset<Row> table, Parts parts, int number) {
        List<Column> wanted = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c = 0; c < parts.names().size(); c++) {
            String name = parts.names().get(c);
            int key = clause.right().indexOf(name);
            if (key < 0 || !clause.left().get(key).equals(name)) {
                wanted.add(parts.columns().get(c));
                names.add(name);
            }
        }
        parts.texts().forEach((name, text) -> wanted.add(text));
        List<String> keys = new ArrayList<>();
        for (String name : clause.right()) {
            TableColumns.check(name, clause.path(), parts.names());
            keys.add("polyad key " + number + " " + keys.size());
            wanted.add(parts.columns().get(parts.names().indexOf(name)).as(keys.get(keys.size() - 1)));
        }
        Lookup made = new Lookup(clause, table.select(wanted.toArray(Column[]::new)), names, parts.texts(), keys);
        made.checkKeys();
        return made;
    }

    /** A key that stands twice would double the rows of the table. */
    private void checkKeys() {
        Column[] by = keys.stream().map(SparkTable::column).toArray(Column[]::new);
        Dataset<Row> twice = rows.groupBy(by).count().filter("count > 1");
        long count = twice.count();
        if (count > 0) {
            throw new InvalidInputException("--join needs each key once, but " + clause.path() + " has "
                    + Shown.count(count, "key") + " of " + String.join(", ", clause.right())
                    + " more than once, among them " + twice.first().get(0));
        }
    }

    /** @param names of the table's columns, for messages */
    Dataset<Row> join(Dataset<Row> table, String file, List<String> names) {
        Column on = functions.lit(true);
        for (int k = 0; k < keys.size(); k++) {
            TableColumns.check(clause.left().get(k), file, names);
            on = on.and(table.col(SparkTable.quoted(clause.left().get(k)))
                    .equalTo(rows.col(SparkTable.quoted(keys.get(k)))));
        }
        return table.join(functions.broadcast(rows), on, "left").drop(keys.toArray(String[]::new));
    }
}
