package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.InvalidInputException;
import org.polyad.spark.OutputException;
import org.polyad.spark.WholeFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ErrorsTest {
    @TempDir
    Path temporary;

    private final StringWriter err = new StringWriter();
    private Throwable toThrow;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "try --rnak 3  | polyad: unknown option --rnak; did you mean --rank?",
                "try --rnak=3  | polyad: unknown option --rnak; did you mean --rank?",
                "try --colour  | polyad: unknown option --colour",
                "tyr --rank 3  | polyad: unknown command tyr; did you mean try?",
                "try           | polyad: Missing required option: '--rank=<rank>'",
                "try --rank a  | polyad: Invalid value for option '--rank': 'a' is not an int",
            })
    void a_wrong_option_is_one_line(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
    }

    static Stream<Arguments> wrongInput() {
        var bad = new InvalidInputException("expected a > 0,\n  but a is -1");
        var missing = new FileNotFoundException("a.tns is not there");
        var remote = new IOException(
                "Permission denied: user=eve\n\tat org.apache.Checker.check(Checker.java:1)\n\tat a.B.c(B:2)");
        return Stream.of(
                Arguments.of(bad, "expected a > 0, but a is -1"),
                Arguments.of(new SparkException("Job aborted", bad), "expected a > 0, but a is -1"),
                Arguments.of(remote, "Permission denied: user=eve"),
                Arguments.of(new ExecutionException(bad), "expected a > 0, but a is -1"),
                Arguments.of(new UncheckedIOException(missing), "a.tns is not there"),
                Arguments.of(new UncheckedIOException("no model in m", missing), "no model in m"),
                Arguments.of(new NoSuchFileException("b.tns"), "no such file: b.tns"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongInput(Throwable thrown, String message) {
        toThrow = thrown;
        assertThat(run("try --rank 3")).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(err.toString()).isEqualTo("polyad: " + message + System.lineSeparator());
    }

    /** What libraries say of our own calls is not about the user's input, though it has a message. */
    @Test
    void a_bug_shows_its_stack_trace() {
        for (Throwable bug : List.of(
                new IllegalStateException("impossible"),
                new IllegalArgumentException("requirement failed: Negative index"),
                new NumberFormatException("For input string: \"x\""),
                new SparkException(
                        "Job aborted", new IllegalArgumentException("Comparison method violates its contract")),
                new NotSerializableException("org.polyad.Task"),
                new UncheckedIOException(new NotSerializableException("org.polyad.Task")))) {
            toThrow = bug;
            assertThat(run("try --rank 3")).as(bug.toString()).isEqualTo(ExitCodes.BUG);
            assertThat(err.toString()).contains(bug.getMessage(), "\tat org.polyad.jobs.ErrorsTest");
        }
    }

    @Test
    void a_file_system_that_is_away_when_the_result_is_written_is_no_wrong_input() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("gone"));
        WholeFile file =
                new WholeFile(new org.apache.hadoop.fs.Path(folder.resolve("f").toUri()), new Configuration(), false);
        Files.delete(folder);
        Files.createFile(folder);
        try {
            file.write(out -> out.write(1));
        } catch (OutputException e) {
            toThrow = e;
        }
        assertThat(run("try --rank 3")).isEqualTo(ExitCodes.UNFINISHED);
        assertThat(err.toString())
                .startsWith("polyad: cannot write " + folder + "/f: ")
                .hasLineCount(1);
        // But what cannot be read while the file is filled is the reader's error.
        WholeFile other = new WholeFile(
                new org.apache.hadoop.fs.Path(temporary.resolve("g").toUri()), new Configuration(), false);
        assertThatThrownBy(() -> other.write(out -> {
                    throw new IOException("t.tns.gz cannot be read");
                }))
                .isNotInstanceOf(OutputException.class)
                .hasMessage("t.tns.gz cannot be read");
    }

    @Test
    void files_that_go_while_a_fit_runs_are_no_wrong_input() {
        IOException away = new IOException("Could not obtain block: blk_1");
        assertThat(Unfinished.midway(new SparkException("Job aborted", away)))
                .contains("files could not be read or written (Could not obtain block: blk_1)");
        assertThat(Unfinished.midway(new SparkException("Job aborted", new InvalidInputException("bad", away))))
                .isEmpty();
        assertThat(Unfinished.midway(new IllegalStateException(new NotSerializableException("Task"))))
                .isEmpty();
    }

    @Test
    void a_signal_is_not_told_as_lost_executors() {
        Throwable lost = new IllegalStateException("SparkContext was shut down");
        assertThat(Unfinished.reason(lost, true)).contains("the run was stopped by a signal");
        assertThat(Unfinished.reason(lost, false)).contains("the cluster lost executors or ended the run");
        assertThat(Unfinished.reason(new IllegalStateException("impossible"))).isEmpty();
    }

    @Test
    void out_of_memory_is_not_a_bug() {
        int code = Errors.report(new OutOfMemoryError("Java heap space"), new PrintWriter(err));
        assertThat(code).isEqualTo(ExitCodes.UNFINISHED);
        assertThat(err.toString()).startsWith("polyad: out of memory").hasLineCount(1);
    }

    @Test
    void a_full_disk_is_not_a_bug() {
        for (Throwable full : List.of(
                new IOException("No space left on device"),
                new SparkException("Job aborted", new IOException("write: No space left on device (28)")))) {
            StringWriter line = new StringWriter();
            assertThat(Errors.report(full, new PrintWriter(line))).isEqualTo(ExitCodes.UNFINISHED);
            assertThat(line.toString())
                    .isEqualTo("polyad: there was no room to write (No space left on device)" + System.lineSeparator());
        }
    }

    @Test
    void lost_executors_are_not_a_bug() {
        toThrow = new IllegalStateException(new SparkException(
                "Job aborted due to stage failure: Task 0 failed 4 times: ExecutorLostFailure (executor 1 exited)"));
        assertThat(run("try --rank 3")).isEqualTo(ExitCodes.UNFINISHED);
        assertThat(err.toString())
                .startsWith("polyad: the cluster lost executors")
                .hasLineCount(1);
    }

    private int run(String arguments) {
        CommandLine command = Polyad.commandLine();
        command.addSubcommand(new Try());
        return command.setErr(new PrintWriter(err)).execute(arguments.split(" "));
    }

    @Command(name = "try")
    private final class Try implements Runnable {
        @Option(names = "--rank", required = true)
        int rank;

        @Override
        public void run() {
            if (toThrow != null) {
                ErrorsTest.<RuntimeException>sneak(toThrow);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable t) throws T {
        throw (T) t;
    }
}
