package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with what was given: one line that begins with polyad, exit 2, nothing written. */
class BadInputTest {
    private static final String COUNTS = "--loss poisson --unlisted zero --rank 2";
    private static final String TABLE = COUNTS + " --columns a,b --value x";

    @TempDir
    Path folder;

    static Stream<Arguments> inputs() {
        String good = "1 1 3\n1 2 1\n2 1 5\n";
        String csv = "a,b,x\nu,v,1\nu,w,2\n";
        return Stream.of(
                        arguments("few fields", "t.tns", "1 1 1 2\n1 2 1\n", COUNTS, "t.tns:2"),
                        arguments("many fields", "t.tns", "1 1 1\n1 2 1 1\n", COUNTS, "t.tns:2"),
                        arguments("letters", "t.tns", "1 1 1\n1 b 1\n", COUNTS, "t.tns:2"),
                        arguments("index zero", "t.tns", "1 1 1\n0 1 1\n", COUNTS, "t.tns:2"),
                        arguments("index negative", "t.tns", "1 1 1\n-4 1 1\n", COUNTS, "t.tns:2"),
                        arguments("index huge", "t.tns", "1 1 1\n99999999999 1 1\n", COUNTS, "t.tns:2"),
                        arguments(
                                "index too large for the heap",
                                "t.tns",
                                "1 1 1\n1999999999 1 1\n",
                                COUNTS,
                                "even at rank 1"),
                        arguments("NaN", "t.tns", "1 1 1\n1 2 NaN\n", COUNTS, "t.tns:2"),
                        arguments("infinity", "t.tns", "1 1 1\n1 2 Infinity\n", COUNTS, "t.tns:2"),
                        arguments("empty", "t.tns", "", COUNTS, "t.tns is empty"),
                        arguments("comments only", "t.tns", "# nothing\n\n", COUNTS, "t.tns has no entries"),
                        arguments(
                                "negative count",
                                "t.tns",
                                "1 1 1\n1 2 -2\n",
                                COUNTS,
                                "entry [1, 2] is -2.0 (",
                                "t.tns:2)"),
                        arguments(
                                "not binary",
                                "t.tns",
                                "1 1 1\n1 2 2\n",
                                "--loss bernoulli-logit --unlisted zero --rank 2",
                                ":2)"),
                        arguments(
                                "duplicate",
                                "t.tns",
                                "1 1 1\n1 2 2\n1 1 1\n",
                                "--unlisted missing --rank 1",
                                "t.tns:1 and "),
                        arguments("outside the shape", "t.tns", good, COUNTS + " --shape 1x2", "t.tns:3"),
                        arguments("no gzip", "t.tns.gz", null, COUNTS, "t.tns.gz cannot be read as .gz"),
                        arguments("binary junk", "t.tns", null, COUNTS, "t.tns:1"),
                        arguments("binary junk in csv", "t.csv", null, TABLE, "t.csv"),
                        arguments("unknown suffix", "t.dat", good, COUNTS, "--format"),
                        arguments("unknown format", "t.tns", good, COUNTS + " --format xml", "format must be"),
                        arguments(
                                "wrong column",
                                "t.csv",
                                csv,
                                TABLE + "y",
                                "has no column xy, its columns are a, b, x; did you mean x?"),
                        arguments("no columns", "t.csv", csv, COUNTS, "--columns must name the index columns"),
                        arguments("column twice", "t.csv", "a,b,b,x\nu,v,w,1\n", TABLE, "has 2 columns named b"),
                        arguments("column empty", "t.csv", csv + ",v,1\n", TABLE, "t.csv:4: column a is empty"),
                        arguments(
                                "value no number",
                                "t.csv",
                                csv + "z,v,many\n",
                                TABLE,
                                "t.csv:4: column x should hold a number"),
                        arguments("fields missing", "t.csv", csv + "z\n", TABLE, "t.csv:4: expected 3 fields, found 1"),
                        arguments(
                                "label as index",
                                "t.csv",
                                csv,
                                TABLE + " --indices",
                                "t.csv:2: column a should hold an index"),
                        arguments("no unlisted", "t.tns", good, "--rank 2", "unlisted"),
                        arguments("rank 0", "t.tns", good, COUNTS + " --rank 0", "rank"),
                        arguments(
                                "rank too large",
                                "t.tns",
                                good,
                                "--unlisted zero --rank 1000000000",
                                "rank must be 46300 or less"),
                        arguments("rank no number", "t.tns", good, COUNTS.replace("2", "two"), "--rank"),
                        arguments("unknown loss", "t.tns", good, "--loss poison --unlisted zero --rank 2", "poisson"),
                        arguments("unknown option", "t.tns", good, COUNTS + " --seeed 3", "did you mean --seed?"),
                        arguments("gamma with zeros", "t.tns", good, "--loss gamma --unlisted zero --rank 2", "gamma"),
                        arguments(
                                "too many penalties",
                                "t.tns",
                                good,
                                COUNTS + " --regularization 1,2,3",
                                "2 modes, found 3"),
                        arguments(
                                "negative penalty",
                                "t.tns",
                                good,
                                COUNTS + " --regularization -1",
                                "--regularization must be"),
                        arguments("no method", "t.tns", good, COUNTS + " --method magic", "method"),
                        arguments("no engine", "t.tns", good, COUNTS + " --engine diesel", "--engine must be"),
                        arguments("no threads", "t.tns", good, COUNTS + " --threads 0", "--threads must be"),
                        arguments("time that is up", "t.tns", good, COUNTS + " --time-limit 0", "--time-limit must be"),
                        arguments("bad init", "t.tns", good, COUNTS + " --init nowhere", "nowhere"),
                        arguments(
                                "missing config",
                                "t.tns",
                                good,
                                COUNTS + " @nowhere.conf",
                                "no such file: nowhere.conf"))
                .map(BadInputTest::withFiveArguments);
    }

    private static Arguments withFiveArguments(Arguments given) {
        return Arguments.of(Arrays.copyOf(given.get(), 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void one_line_and_exit_2(String what, String name, String text, String options, String expected)
            throws IOException {
        Path file = folder.resolve(name);
        if (text == null) {
            byte[] junk = new byte[2000];
            new Random(3).nextBytes(junk);
            Files.write(file, junk);
        } else {
            Files.writeString(file, text);
        }
        assertRefused(expected, file, options.split(" "));
    }

    private void assertRefused(String expected, Object input, String... options) throws IOException {
        List<Object> args = new ArrayList<>(List.of("fit", "--input", input, "--output", folder.resolve("model")));
        // An option that stands twice would be an error of its own.
        List<String> given = new ArrayList<>(List.of(options));
        if (given.lastIndexOf("--rank") != given.indexOf("--rank")) {
            given.subList(given.indexOf("--rank"), given.indexOf("--rank") + 2).clear();
        }
        args.addAll(given);
        Running run = Running.of(args.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err()).startsWith("polyad: ").hasLineCount(1).contains(expected);
        assertThat(run.out()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(path -> path.toString().contains("model"))).isEmpty();
        }
    }

    @Test
    void missing_files() throws IOException {
        assertRefused("no such file: " + folder + "/none.tns", folder + "/none.tns", COUNTS.split(" "));
        assertRefused("no file matches " + folder + "/*.tns", folder + "/*.tns", COUNTS.split(" "));
        Path half = Files.createDirectory(folder.resolve("half"));
        Files.writeString(half.resolve("part-00000.tns"), "1 1 1\n");
        Files.writeString(half.resolve("_writing-00000000-1-x"), "");
        assertRefused("has no _SUCCESS", half, COUNTS.split(" "));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused("has no files", empty, COUNTS.split(" "));
    }

    @Test
    void junk_instead_of_parquet() throws IOException {
        TestFiles.session();
        Path file = Files.writeString(folder.resolve("t.parquet"), "junk, and not a little of it");
        assertRefused("t.parquet cannot be read as parquet", file, TABLE.split(" "));
    }

    @Test
    void an_output_that_exists() throws IOException {
        Path file = Files.writeString(folder.resolve("t.tns"), "1 1 1\n");
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.writeString(there.resolve("letter"), "dear");
        Running run = Running.of("fit", "--input", file, "--output", there, "--rank", 1);
        assertThat(run.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err()).startsWith("polyad: ").hasLineCount(1).contains("exists already");
        Running forced = Running.of("fit", "--input", file, "--output", there, "--rank", 1, "--overwrite");
        assertThat(forced.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(there.resolve("letter")).exists();
    }

    @Test
    void an_output_that_cannot_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("t.tns"), "1 1 1\n");
        Running run = Running.of("fit", "--input", file, "--output", file.resolve("model"), "--rank", 1);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err()).startsWith("polyad: ").hasLineCount(1);
    }
}
