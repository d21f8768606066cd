package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} says, and the options that it speaks of. */
class HelpTest {
    @TempDir
    Path folder;

    private static List<String> headings(String help) {
        return help.lines()
                .filter(line -> line.matches("[A-Z][a-z ]+:") && !line.startsWith("Example"))
                .toList();
    }

    @Test
    void a_fit_s_options_are_under_headings_with_the_ones_that_matter_first() {
        String help = Run.polyad("fit", "--help").out();
        assertThat(help).startsWith("Usage: polyad fit --input IN --rank R --output MODEL [options]\n");
        assertThat(headings(help))
                .containsExactly("Input:", "Model:", "Method:", "Stochastic methods:", "Output:", "Run:", "Other:");
        assertThat(help)
                .containsSubsequence(
                        "--input=", "--columns=", "--encoding=", "Model:", "--rank=", "--loss=", "--biases")
                .containsSubsequence(
                        "Method:", "--method=", "Stochastic methods:", "--sampler=", "Output:", "--output=")
                .containsSubsequence("Run:", "--engine=", "--resume", "Other:", "--help", "--config=");
    }

    @ParameterizedTest
    @CsvSource({"evaluate, Model:", "experiment, Input:", "recommend, Model:", "report, Options:", "predict, Model:"})
    void other_commands_have_headings_too(String command, String first) {
        List<String> headings = headings(Run.polyad(command, "--help").out());
        assertThat(headings)
                .startsWith(first)
                .contains("Output:")
                .endsWith("Other:")
                .doesNotHaveDuplicates();
    }

    static Stream<CommandLine> commands() {
        return Polyad.commandLine().getSubcommands().values().stream()
                .filter(command -> !(command.getCommandSpec().userObject() instanceof HelpCommand));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_option_is_left_out_and_no_description_ends_in_mid_sentence(CommandLine command) {
        String help = command.getUsageMessage();
        // the list of commands shows the first of these
        for (String sentence : command.getCommandSpec().usageMessage().description()) {
            assertThat(sentence).endsWith(".");
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(help).contains(option.longestName());
            assertThat(option.description()).isNotEmpty().allMatch(text -> text.endsWith(".") || text.endsWith(".%n"));
            // picocli would turn it off where a file and the command line both turn it on
            boolean flag = option.typeInfo().isBoolean() && !option.usageHelp() && !option.versionHelp();
            assertThat(!flag || "true".equals(option.fallbackValue()))
                    .as(option.longestName())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--nonnegative"})
    void a_flag_of_a_file_holds_also_when_it_is_given_again(String again) throws Exception {
        Path conf = Files.writeString(folder.resolve("a.conf"), "nonnegative = true\nrank = 3 # in a file\n");
        String[] args = ("fit --input in.tns --output out --config " + conf + " " + again).split(" ");
        CommandLine.ParseResult parsed = Polyad.commandLine().parseArgs(args);
        assertThat((Boolean) parsed.subcommand()
                        .commandSpec()
                        .findOption("--nonnegative")
                        .getValue())
                .isTrue();
        assertThat((Integer)
                        parsed.subcommand().commandSpec().findOption("--rank").getValue())
                .isEqualTo(3);
    }

    @Test
    void a_flag_can_be_turned_off_and_the_last_file_wins() throws Exception {
        Path first = Files.writeString(folder.resolve("a.conf"), "nonnegative = true\nrank = 3\nseed = 4\n");
        Path last = Files.writeString(folder.resolve("b.conf"), "nonnegative = false\nrank = 5\n");
        CommandLine.ParseResult parsed = Polyad.commandLine()
                .parseArgs("fit", "@" + first, "--input", "@in.tns", "--output", "out", "--config=" + last);
        CommandLine.Model.CommandSpec fit = parsed.subcommand().commandSpec();
        assertThat((Boolean) fit.findOption("--nonnegative").getValue()).isFalse();
        assertThat((Integer) fit.findOption("--rank").getValue()).isEqualTo(5);
        assertThat((Long) fit.findOption("--seed").getValue()).isEqualTo(4);
        assertThat((String) fit.findOption("--input").getValue()).isEqualTo("@in.tns");
    }

    @Test
    void a_fault_in_a_file_is_told_with_its_line() throws Exception {
        Path conf = Files.writeString(folder.resolve("a.conf"), "seed = 1\nrank = many\n");
        Run run = Run.polyad("fit", "@" + conf, "--input", "in.tns", "--output", "out");
        assertThat(run.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err())
                .startsWith("polyad: " + conf + ":2: ")
                .contains("--rank", "many")
                .hasLineCount(1);
        Files.writeString(conf, "seed = 1\nseed = 2\n");
        assertThat(Run.polyad("fit", "@" + conf, "--input", "in.tns", "--output", "out", "--rank", 1)
                        .err())
                .isEqualTo("polyad: " + conf + ":2: seed is there twice\n");
    }

    @Test
    void a_stray_word_and_a_misspelt_option_are_told_apart() {
        assertThat(Run.polyad("fit", "trips.tns").err()).isEqualTo("polyad: unknown argument trips.tns\n");
        assertThat(Run.polyad("fit", "--inputs", "trips.tns").err())
                .isEqualTo("polyad: unknown option --inputs; did you mean --input?\n");
    }
}
