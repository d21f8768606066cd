package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.polyad.InvalidInputException;
import org.polyad.spark.LocalFiles;

/**
 * A table as Spark reads it, with what options compute from it. Beside its own columns each row has three that say where it stands
 * and whether it could be read; a row that could not be read passes every condition, so that it can be counted.
 */
final class SparkTable {
    /** Orders the rows' splits, a number. */
    static final String ORIGIN = "polyad origin";
    /** File and line, or null where that is not known. */
    static final String PLACE = "polyad place";
    /** What is wrong with the row, or null. */
    static final String BAD = "polyad bad";

    private static final String TIME_ZONE = "spark.sql.session.timeZone";
    private static final int OFFSET_BITS = 40;

    private final InputOptions options;
    private final TableColumns columns;
    private final SparkSession session;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Column> texts = new HashMap<>();
    private final Dataset<Row> rows;

    /**
     * Reads nothing yet but names and types.
     *
     * @param whole read text files from their beginnings, a task each, so that lines have numbers
     */
    SparkTable(InputOptions options, InputFormat format, List<InputFile> files, boolean whole) throws IOException {
        this.options = options;
        this.columns = new TableColumns(options);
        this.session = session();
        Dataset<Row> table = format.needsSpark() ? table(format, files) : csv(format, files, whole);
        int number = 0;
        for (String join : joins()) {
            JoinClause clause = JoinClause.parse(join);
            Lookup lookup = Lookup.of(session, options, clause, number++);
            table = lookup.join(table, options.input, names);
            names.addAll(lookup.names());
            texts.putAll(lookup.texts());
        }
        columns.checkIndex(options.input, names);
        this.rows = options.where == null ? table : filtered(table);
    }

    private List<String> joins() {
        return options.joins == null ? List.of() : options.joins;
    }

    /** Times are the same everywhere: those of UTC, unless the configuration names another zone. */
    static SparkSession session() {
        SparkSession session = SparkStart.session();
        if (!session.sparkContext().conf().contains(TIME_ZONE)) {
            session.conf().set(TIME_ZONE, "UTC");
        }
        return session;
    }

    /** Reads what only Spark reads, whatever the files are called. */
    static Dataset<Row> read(SparkSession session, InputFormat format, Map<String, String> how, String input)
            throws IOException {
        return session.read()
                .format(format.toString())
                .options(LocalFiles.options())
                .options(how)
                .load(InputFiles.roots(input, HadoopPaths.configuration()));
    }

    /** In backticks a dot is a part of the name. */
    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static Column column(String name) {
        return functions.col(quoted(name));
    }

    private Dataset<Row> csv(InputFormat format, List<InputFile> files, boolean whole) throws IOException {
        CsvTable csv = new CsvTable(session, files, new CsvDialect(options, format), "polyad text ");
        names.addAll(csv.names());
        boolean computed = options.where != null || !joins().isEmpty();
        for (ColumnItem item : columns.all()) {
            if (item.isPlain(names)) {
                texts.put(item.text(), csv.text(item.text()));
                continue;
            }
            computed = true;
            if (options.kept && names.contains(item.name())) {
                texts.put(item.name(), csv.text(item.name()));
            }
        }
        Dataset<Row> text = csv.rows(whole);
        if (!computed) {
            return text;
        }
        List<Column> wanted = csv.typed(whole);
        for (String name : text.columns()) {
            wanted.add(column(name));
        }
        return text.select(wanted.toArray(Column[]::new));
    }

    /** What only Spark reads. A line of json that is none becomes a bad row. */
    private Dataset<Row> table(InputFormat format, List<InputFile> files) throws IOException {
        Map<String, String> how = Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", BAD);
        Dataset<Row> table = read(session, format, how, options.input);
        boolean marked = List.of(table.columns()).contains(BAD);
        for (String name : table.columns()) {
            if (!name.equals(BAD)) {
                names.add(name);
            }
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (int f = 0; f < files.size(); f++) {
            numbers.put(HadoopPaths.key(files.get(f).path()), f);
        }
        UDF2<String, Long, Long> origin = (file, start) -> {
            int number = numbers.getOrDefault(HadoopPaths.key(file), 0);
            return ((long) number << OFFSET_BITS) + start;
        };
        List<Column> wanted = new ArrayList<>();
        names.forEach(name -> wanted.add(column(name)));
        wanted.add(functions
                .udf(origin, DataTypes.LongType)
                .apply(functions.col("_metadata.file_path"), functions.col("_metadata.file_block_start"))
                .as(ORIGIN));
        wanted.add(functions.lit(null).cast(DataTypes.StringType).as(PLACE));
        Column none = functions.lit(null).cast(DataTypes.StringType);
        wanted.add((marked
                        ? functions.when(
                                column(BAD).isNotNull(),
                                functions.concat(
                                        functions.lit("no " + format + ": "),
                                        functions.left(column(BAD), functions.lit(60))))
                        : none)
                .as(BAD));
        return table.select(wanted.toArray(Column[]::new));
    }

    private Dataset<Row> filtered(Dataset<Row> table) {
        checkMayRun("--where", options.where);
        TableExpression where = new TableExpression("--where", options.where, names);
        try {
            return table.filter(column(BAD).isNotNull().or(where.ofCondition(table)));
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            checkJoined();
            throw options.kept
                    ? new InvalidInputException(
                            "the model was fitted to rows with --where " + Shown.quoted(options.where) + ", but here "
                                    + where.cause(e) + "; give --columns and --where for this table",
                            e)
                    : where.wrong(e);
        }
    }

    /** The columns that options ask for, by position; then the text of labels whose type needs it; then where a row stands. */
    Selected select() {
        List<Column> wanted = new ArrayList<>();
        for (int c = 0; c < columns.all().size(); c++) {
            wanted.add(column(c).as("c" + c));
        }
        SelectedFields fields = SelectedFields.of(
                columns, rows.select(wanted.toArray(Column[]::new)).schema());
        for (int n : fields.textOf()) {
            wanted.add(wanted.get(n).cast(DataTypes.StringType).as("t" + n));
        }
        wanted.add(column(ORIGIN));
        wanted.add(column(PLACE));
        wanted.add(column(BAD));
        return new Selected(rows.select(wanted.toArray(Column[]::new)), fields);
    }

    /** @param rows as {@code fields} says */
    record Selected(Dataset<Row> rows, SelectedFields fields) {}

    /** The {@code c}th of the columns that options name. */
    private Column column(int c) {
        ColumnItem item = columns.all().get(c);
        if (item.isPlain(names)) {
            TableColumns.check(item.text(), options.input, names);
            return texts.getOrDefault(item.text(), column(item.text()));
        }
        if (!item.looksComputed()) {
            if (!names.contains(item.text())) {
                checkJoined();
            }
            TableColumns.check(item.text(), options.input, names);
        }
        boolean mode = c < columns.order();
        boolean value = c == columns.order() && options.value != null;
        String option = mode ? "--columns" : value ? "--value" : "--weight";
        TableExpression computed = new TableExpression(option, item.text(), names);
        try {
            checkMayRun("--columns and --value", item.text());
            return mode ? computed.ofMode(rows) : computed.ofNumber(rows);
        } catch (InvalidInputException e) {
            // A table may have what the model's expression made of another.
            if (options.kept && names.contains(item.name())) {
                return texts.getOrDefault(item.name(), column(item.name()));
            }
            checkJoined();
            throw e;
        }
    }

    /** @throws InvalidInputException for an expression that a model has brought, if it does more than compute */
    private void checkMayRun(String option, String text) {
        if (options.fromModel.contains(text)) {
            KeptExpression.forbidden(text, names).ifPresent(what -> {
                throw new InvalidInputException("the model's expression " + Shown.quoted(text) + " " + what + "; give "
                        + option + " yourself to run it");
            });
        }
    }

    /** @throws InvalidInputException when what is missing may come from a table that the model's fit joined */
    private void checkJoined() {
        if (options.keptJoins != null) {
            String clauses = options.keptJoins.stream().map(Shown::quoted).collect(Collectors.joining(" --join "));
            throw new InvalidInputException("the model was fitted with --join " + clauses
                    + ", and a table is not read because a model names it: give --join again");
        }
    }
}
