package org.polyad.jobs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Stack;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.solver.Confidence;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a tensor is read from; a mixin of every command that reads one. */
final class InputOptions {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "IN",
            description = {
                "A file, a folder, a glob, or several with commas between; .gz, .bz2 and .zst are read. - is standard",
                "input; it and other pipes are copied to a temporary file first. Folders named year=2020 make a column."
            })
    String input;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "tns, csv, tsv, parquet, json or orc; default: by suffix.")
    String format;

    @Option(
            names = "--columns",
            parameterConsumer = ColumnList.class,
            paramLabel = "A,B,C",
            description = {
                "The index columns of a table, in order. They hold labels of any type, indexed in sorted order.",
                "In place of a column an expression of Spark SQL, perhaps with a name: hour(pickup) as hour. There a name",
                "with blanks, dots or other signs is written in backticks. A csv column without a name, as pandas writes",
                "its index, is called by its place: _c0."
            })
    List<String> columns;

    @Option(
            names = "--value",
            paramLabel = "COLUMN",
            description = "The column of values, or an expression; absent: each row counts 1.")
    String value;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description = "Only rows of a table of which this holds, in Spark SQL: \"year = 2013\".")
    String where;

    @Option(
            names = "--join",
            paramLabel = "TABLE",
            description = {
                "A lookup table, whose columns may be used too: \"films.csv using id\", or \"films.csv on film = id\"",
                "where its key has another name. May be given several times."
            })
    List<String> joins;

    @Option(
            names = "--nulls",
            paramLabel = "POLICY",
            description = "What to do about rows with an empty label or value: fail, or drop them; default: fail.")
    String nulls;

    @Option(names = "--indices", description = "The index columns hold whole numbers that are indices, not labels.")
    boolean indices;

    @Option(names = "--shape", paramLabel = "I,J,K", description = "Mode sizes; default: from the data.")
    String shape;

    @Option(
            names = "--index-base",
            defaultValue = "1",
            paramLabel = "N",
            description = "The first index of a mode, 0 or 1; default: ${DEFAULT-VALUE}.")
    int indexBase;

    @Option(
            names = "--duplicates",
            paramLabel = "POLICY",
            description =
                    "sum, mean, last or error; default: sum for the losses of counts and without --value, else error.")
    String duplicates;

    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description = "The column of weights; for .tns: last, the weight stands after the value.")
    String weight;

    @Option(
            names = "--confidence",
            paramLabel = "ALPHA",
            description = {
                "Implicit feedback: a value r says that there is something, 1 if r > 0 and else 0, and how sure",
                "that is, by the weight 1 + ALPHA |r|. Unlisted zeros weigh 1. Duplicates are summed first, if not said",
                "otherwise."
            })
    Double confidence;

    @Option(
            names = "--bad-lines",
            defaultValue = "fail",
            paramLabel = "POLICY",
            description = "fail, or skip: they are counted and the first ten shown; default: ${DEFAULT-VALUE}.")
    String badLines;

    @Option(
            names = "--delimiter",
            paramLabel = "C",
            description = {
                "Between the fields of csv; default: a comma, in tsv a tab. blanks: any number of blanks and tabs."
            })
    String delimiter;

    @Option(
            names = "--na",
            split = ",",
            paramLabel = "TEXTS",
            description =
                    "Texts of csv that are null beside the empty field: NA,null,-. --nulls says what becomes of them.")
    List<String> na;

    @Option(
            names = "--skip-lines",
            defaultValue = "0",
            paramLabel = "N",
            description = "Lines of csv before its header that are no part of it; default: ${DEFAULT-VALUE}.")
    int skipLines;

    @Option(
            names = "--comment",
            paramLabel = "C",
            description = "Lines of csv that begin with it are left out; default: none.")
    String comment;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Of csv: UTF-8, UTF-16, ISO-8859-1, windows-1252 ...; default: UTF-8.")
    String encoding;

    @Option(names = "--no-header", description = "Csv begins without names: the columns are _c0, _c1 and so on.")
    boolean noHeader;

    /** Columns and conditions are those of a model, kept from its fit. */
    boolean kept;

    /** Of the expressions above those that a model says, and not the user. */
    final Set<String> fromModel = new HashSet<>();

    /** What the model's fit joined; null: nothing, or the user says what to join. */
    List<String> keptJoins;

    /** The sizes given, or null. @throws IllegalArgumentException when they are no sizes */
    Shape shape() {
        if (shape == null) {
            return null;
        }
        try {
            return Shape.of(Arrays.stream(shape.split("[x,]", -1))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray());
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--shape needs mode sizes like 610,9724,271, found " + shape, e);
        }
    }

    /** The defaults, for a command that has few of these options. */
    static InputOptions of(String input) {
        InputOptions options = new InputOptions();
        options.input = input;
        options.indexBase = 1;
        options.badLines = "fail";
        return options;
    }

    /** The same options for another input. */
    InputOptions withInput(String other) {
        InputOptions copy = new InputOptions();
        copy.input = other;
        copy.format = format;
        copy.columns = columns;
        copy.value = value;
        copy.where = where;
        copy.joins = joins;
        copy.nulls = nulls;
        copy.kept = kept;
        copy.fromModel.addAll(fromModel);
        copy.keptJoins = keptJoins;
        copy.indices = indices;
        copy.shape = shape;
        copy.indexBase = indexBase;
        copy.duplicates = duplicates;
        copy.weight = weight;
        copy.confidence = confidence;
        copy.badLines = badLines;
        copy.delimiter = delimiter;
        copy.noHeader = noHeader;
        copy.na = na;
        copy.skipLines = skipLines;
        copy.comment = comment;
        copy.encoding = encoding;
        return copy;
    }

    /** @throws IllegalArgumentException for a policy that is none */
    BadRows badRows() {
        return badRows(new BadLines(badLines));
    }

    BadRows badRows(BadLines lines) {
        return new BadRows(lines, nulls == null ? "fail" : nulls);
    }

    /** Checks what can be checked before anything is read. */
    void check() {
        shape();
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("--index-base must be 0 or 1, found " + indexBase);
        }
        badRows();
        if (duplicates != null) {
            duplicates();
        }
        if (format != null) {
            InputFormat.parse(format);
        }
        if (confidence != null) {
            confidence();
        }
        checkText();
    }

    private void checkText() {
        if (delimiter != null && delimiter.length() != 1 && !delimiter.equals(CsvDialect.BLANKS)) {
            throw new InvalidInputException(
                    "--delimiter must be one character, or blanks, found " + Shown.quoted(delimiter));
        }
        if (comment != null && comment.length() != 1) {
            throw new InvalidInputException("--comment must be one character, found " + Shown.quoted(comment));
        }
        if (skipLines < 0) {
            throw new InvalidInputException("--skip-lines must be 0 or more, found " + skipLines);
        }
        if (encoding != null) {
            CsvDialect.charset(encoding);
        }
    }

    /** The policy for a loss (null: none is known). */
    Duplicates duplicates(Loss loss, boolean table) {
        if (duplicates != null) {
            return duplicates();
        }
        boolean counted = confidence != null || table && value == null;
        boolean counts = loss != null && loss.domain() == Domain.COUNT;
        return counted || counts ? Duplicates.SUM : Duplicates.ERROR;
    }

    /** What values become, or null. @throws IllegalArgumentException for a number that is none */
    Confidence confidence() {
        if (confidence != null && !(confidence >= 0 && confidence < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--confidence must be 0 or more, found " + confidence);
        }
        return confidence == null ? null : new Confidence(confidence);
    }

    private Duplicates duplicates() {
        return Arrays.stream(Duplicates.values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(duplicates))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "--duplicates must be sum, mean, last or error, found " + duplicates));
    }

    /** Commas within an expression do not part columns. */
    static final class ColumnList implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            if (args.isEmpty()) {
                throw new ParameterException(command.commandLine(), "--columns needs the names of columns");
            }
            option.setValue(ColumnItem.split(args.pop()));
        }
    }
}
