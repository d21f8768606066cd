package org.polyad.jobs.flags;

import java.util.List;
import java.util.Stack;
import org.polyad.input.source.ColumnItem;
import org.polyad.input.source.InputOptions;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@link InputOptions} on the command line; a mixin of every command that reads a tensor. */
@Heading("Input")
public final class InputFlags {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "IN",
            description =
                    "A file, a folder, a glob, or several with commas between; .gz, .bz2 and .zst are read. - is standard "
                            + "input; it and other pipes are copied to a temporary file first. Folders named year=2020 make a column.")
    private String input;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "tns, csv, tsv, parquet, json or orc; default: by suffix.")
    private String format;

    @Option(
            names = "--columns",
            parameterConsumer = ColumnList.class,
            paramLabel = "A,B,C",
            description = {
                "The index columns of a table, in order. They hold labels of any type, indexed in sorted order.",
                "In place of a column an expression of Spark SQL, perhaps with a name: hour(pickup) as hour. There a name "
                        + "with blanks, dots or other signs is written in backticks. A csv column without a name, as pandas writes "
                        + "its index, is called by its place: _c0."
            })
    private List<String> columns;

    @Option(
            names = "--value",
            paramLabel = "COLUMN",
            description = "The column of values, or an expression; absent: each row counts 1.")
    private String value;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description = "Only rows of a table of which this holds, in Spark SQL: \"year = 2013\".")
    private String where;

    @Option(
            names = "--join",
            paramLabel = "TABLE",
            description =
                    "A lookup table, whose columns may be used too: \"films.csv using id\", or \"films.csv on film = id\" "
                            + "where its key has another name. May be given several times.")
    private List<String> joins;

    @Option(
            names = "--nulls",
            paramLabel = "POLICY",
            description = "What to do about rows with an empty label or value: fail, or drop them; default: fail.")
    private String nulls;

    @Option(
            names = "--indices",
            description = "The index columns hold whole numbers that are indices, not labels.",
            fallbackValue = "true")
    private boolean indices;

    @Option(names = "--shape", paramLabel = "I,J,K", description = "Mode sizes; default: from the data.")
    private String shape;

    @Option(
            names = "--index-base",
            defaultValue = "1",
            paramLabel = "N",
            description = "The first index of a mode, 0 or 1; default: ${DEFAULT-VALUE}.")
    private int indexBase;

    @Option(
            names = "--duplicates",
            paramLabel = "POLICY",
            description =
                    "sum, mean, last or error; default: sum for the losses of counts and without --value, else error.")
    private String duplicates;

    @Option(
            names = "--weight",
            paramLabel = "COLUMN",
            description = "The column of weights; for .tns: last, the weight stands after the value.")
    private String weight;

    @Option(
            names = "--confidence",
            paramLabel = "ALPHA",
            description =
                    "Implicit feedback: a value r says that there is something, 1 if r > 0 and else 0, and how sure "
                            + "that is, by the weight 1 + ALPHA |r|. Unlisted zeros weigh 1. Duplicates are summed first, if not said "
                            + "otherwise.")
    private Double confidence;

    @Option(
            names = "--bad-lines",
            defaultValue = "fail",
            paramLabel = "POLICY",
            description = "fail, or skip: they are counted and the first ten shown; default: ${DEFAULT-VALUE}.")
    private String badLines;

    @Mixin
    private CsvFlags csv;

    /** The options as given. */
    public InputOptions options() {
        InputOptions options = new InputOptions();
        options.input = input;
        options.format = format;
        options.columns = columns;
        options.value = value;
        options.where = where;
        options.joins = joins;
        options.nulls = nulls;
        options.indices = indices;
        options.shape = shape;
        options.indexBase = indexBase;
        options.duplicates = duplicates;
        options.weight = weight;
        options.confidence = confidence;
        options.badLines = badLines;
        options.csv = csv.options();
        return options;
    }

    /** Commas within an expression do not part columns. */
    public static final class ColumnList implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
            if (args.isEmpty()) {
                throw new ParameterException(command.commandLine(), "--columns needs the names of columns");
            }
            option.setValue(ColumnItem.split(args.pop()));
        }
    }
}
