package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PolyadTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Polyad.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void help_goes_to_standard_output() {
        assertThat(command.execute("--help")).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).contains("Usage: polyad", "--version");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_version_is_the_project_s() {
        assertThat(command.execute("--version")).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).matches("polyad \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void no_command_is_an_error_of_one_line() {
        assertThat(command.execute()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(err.toString()).startsWith("polyad: give a command: ").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }
}
