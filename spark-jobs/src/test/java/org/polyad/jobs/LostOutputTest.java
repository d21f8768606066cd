package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.Models;

/** Results that do not arrive where standard output leads. */
class LostOutputTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private int run(OutputStream out, List<Object> words) {
        PrintStream before = System.err;
        err.reset();
        System.setErr(new PrintStream(err, true));
        try {
            return Polyad.run(out, words.stream().map(Object::toString).toArray(String[]::new));
        } finally {
            System.setErr(before);
        }
    }

    private List<List<Object>> commands() throws Exception {
        TestFiles.session();
        Path tns = TestFiles.write(folder.resolve("t.tns"), "1 1 1 2\n2 2 1 1\n3 1 2 4\n3 4 1 2\n");
        Path csv = TestFiles.write(folder.resolve("t.csv"), "user,item\nann,ant\nbob,bee\nann,bee\ncyd,ant\n");
        Path model = Run.store(Models.labelled(), folder.resolve("model"));
        return List.of(
                List.of("show", "--model", model),
                List.of("show", "--model", model, "--json"),
                List.of("evaluate", "--model", model, "--input", tns),
                List.of("evaluate", "--model", model, "--input", tns, "--json"),
                List.of("compare", "--model", model, "--with", model),
                List.of("compare", "--model", model, "--with", model, "--json"),
                List.of("report", "--model", model, "--output", folder.resolve("r.html"), "--overwrite"),
                List.of(
                        "split",
                        "--input",
                        csv,
                        "--train",
                        folder.resolve("a.csv"),
                        "--test",
                        folder.resolve("b.csv"),
                        "--overwrite"),
                List.of("generate", "--dims", "3,4", "--nnz", 9, "--output", folder.resolve("g.tns"), "--overwrite"),
                List.of(
                        "fit",
                        "--input",
                        tns,
                        "--loss",
                        "poisson",
                        "--unlisted",
                        "zero",
                        "--rank",
                        1,
                        "--json",
                        "--output",
                        folder.resolve("m"),
                        "--overwrite"),
                List.of(
                        "experiment",
                        "--input",
                        tns,
                        "--losses",
                        "poisson",
                        "--unlisted",
                        "zero",
                        "--holdout",
                        0.3,
                        "--max-iterations",
                        2,
                        "--ranks",
                        "1",
                        "--output",
                        folder.resolve("e"),
                        "--overwrite"),
                List.of("--help"),
                List.of("fit", "--help"),
                List.of("--version"));
    }

    @Test
    void a_result_that_is_lost_is_said() throws Exception {
        for (List<Object> command : commands()) {
            int code = run(failing("No space left on device"), command);
            assertThat(code).as(command + ": " + err).isEqualTo(ExitCodes.UNFINISHED);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .as(command.toString())
                    .endsWith("polyad: the result could not be written to standard output: No space left on device\n");
        }
    }

    @Test
    void a_reader_that_has_enough_ends_it_quietly() throws Exception {
        for (List<Object> command : commands().subList(0, 6)) {
            assertThat(run(failing("Broken pipe"), command)).isEqualTo(ExitCodes.CLOSED_PIPE);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .as(command.toString())
                    .isEmpty();
        }
    }

    @Test
    void a_result_that_arrives_is_whole() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, commands().get(1))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(2).contains("\"dog \u00e9\"");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
