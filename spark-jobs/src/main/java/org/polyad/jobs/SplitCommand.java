package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.spark.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code split}: a table in two, to train on and to test on. */
@Command(
        name = "split",
        description = {
            "Part the rows of a csv or tsv table into those to train on and those to test on: at random, the last of",
            "each user by time, or the latest of all. Rows stay as they are, and in their order."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  polyad split --input ratings.csv --train train.csv --test test.csv --share 0.1",
            "  polyad split --input ratings.csv --train train.csv --test test.csv --by last --user userId --time timestamp"
        })
final class SplitCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "IN",
            description = "A table: a file, a folder, a glob, or several with commas between.")
    private String input;

    @Option(names = "--format", paramLabel = "csv|tsv", description = "What the table is; default: by suffix.")
    private String format;

    @Option(names = "--train", required = true, paramLabel = "F", description = "The file of rows to train on.")
    private String train;

    @Option(names = "--test", required = true, paramLabel = "F", description = "The file of rows to test on.")
    private String test;

    @Option(
            names = "--by",
            defaultValue = "random",
            paramLabel = "HOW",
            description = {
                "random: by a hash of the seed and the row, so that equal rows stay together; last: the last row of each",
                "user by time, of users with two or more; time: the latest rows; default: ${DEFAULT-VALUE}."
            })
    private String by;

    @Option(
            names = "--share",
            defaultValue = "0.1",
            paramLabel = "S",
            description = "Of the rows to test on, for random and time; default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--user", paramLabel = "COLUMN", description = "Whose last rows they are.")
    private String user;

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "A number, date or timestamp; rows without one are trained on.")
    private String time;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of random; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--overwrite", description = "Replace the files if they exist; default: an error.")
    private boolean overwrite;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        WholeFile[] files = {file(train), file(test)};
        SplitTable table = new SplitTable(input, format);
        user = user == null ? null : ColumnItem.unquoted(user);
        time = time == null ? null : ColumnItem.unquoted(time);
        table.check(time == null ? List.of() : user == null ? List.of(time) : List.of(user, time));
        SplitTable.Parts parts =
                switch (by) {
                    case "last" -> table.leaveLastOut(user, time);
                    case "time" -> table.byTime(time, share);
                    default -> table.random(share, seed);
                };
        long[] rows = new long[2];
        // The one that is moved into place first is whole before the other is.
        TextOutput.write(files[0], out -> {
            rows[0] = table.write(parts.train(), InputFormat.bySuffix(train), out);
            TextOutput.write(files[1], other -> rows[1] = table.write(parts.test(), InputFormat.bySuffix(test), other));
        });
        PrintWriter out = spec.commandLine().getOut();
        out.println(rows[0] + " rows to train on, " + rows[1] + " to test on");
        out.flush();
        return ExitCodes.DONE;
    }

    private WholeFile file(String path) throws java.io.IOException {
        InputFormat format = InputFormat.bySuffix(path);
        if (format != InputFormat.CSV && format != InputFormat.TSV) {
            throw new InvalidInputException(
                    "--train and --test must end in .csv or .tsv (perhaps with .gz behind), found " + path);
        }
        return new WholeFile(HadoopPaths.of(path), HadoopPaths.configuration(), overwrite);
    }

    private void check() {
        if (!List.of("random", "last", "time").contains(by)) {
            throw new InvalidInputException("--by must be random, last or time, found " + by);
        }
        if (!(share > 0 && share < 1)) {
            throw new InvalidInputException("--share must be above 0 and below 1, found " + share);
        }
        needs("--user", user, by.equals("last"));
        needs("--time", time, !by.equals("random"));
        if (HadoopPaths.of(train).equals(HadoopPaths.of(test))) {
            throw new InvalidInputException("--train and --test are the same file, " + train);
        }
    }

    private void needs(String option, String value, boolean needed) {
        if (needed != (value != null)) {
            throw new InvalidInputException("--by " + by + (needed ? " needs " : " takes no ") + option);
        }
    }
}
