package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values so large or so small that arithmetic ends, and data of zeros alone. */
class ScaleOfValuesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void session() {
        TestFiles.session();
    }

    /** All cells of 4 x 4 x 3 but the last. */
    private Path data(String value) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int cell = 0; cell < 47; cell++) {
            text.append(1 + cell / 12)
                    .append(' ')
                    .append(1 + cell / 3 % 4)
                    .append(' ')
                    .append(1 + cell % 3);
            text.append(' ').append(value).append('\n');
        }
        return Files.writeString(folder.resolve("t.tns"), text);
    }

    private Run fit(Path data, Object... more) {
        Object[] args = new Object[9 + more.length];
        Object[] first = {"fit", "--input", data, "--output", folder.resolve("m"), "--rank", 1, "--unlisted", "zero"};
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(more, 0, args, first.length, more.length);
        return Run.polyad(args);
    }

    @ParameterizedTest
    @CsvSource({"1e154, newton", "1e170, newton"})
    void an_overflow_names_the_scale_and_no_seed(String value, String method) throws Exception {
        Run run = fit(data(value), "--method", method);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.UNFINISHED);
        assertThat(run.err())
                .contains("their squares overflow: divide all of them by")
                .doesNotContain("--seed");
    }

    @Test
    void vanishing_squares_warn_and_others_do_not() throws Exception {
        Run small = fit(data("1e-170"));
        assertThat(small.err()).contains("their squares vanish", "multiply all of them by");
        Run usual = fit(data("1e-7"), "--overwrite");
        assertThat(usual.code()).as(usual.err()).isZero();
        assertThat(usual.err()).doesNotContain("multiply all");
    }

    @ParameterizedTest
    @CsvSource({"poisson, zero", "poisson, missing", "beta(b=1), zero", "gaussian, zero"})
    void zeros_alone_give_a_model_of_zeros_that_all_commands_take(String loss, String unlisted) throws Exception {
        Path data = data("0");
        Run fit = Run.polyad(
                "fit",
                "--input",
                data,
                "--output",
                folder.resolve("m"),
                "--rank",
                2,
                "--unlisted",
                unlisted,
                "--loss",
                loss);
        assertThat(fit.code()).as(fit.err()).isZero();
        assertThat(fit.err()).doesNotContain("multiply all", "diverged");
        Run evaluated = Run.polyad("evaluate", "--model", folder.resolve("m"), "--input", data);
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        String mae = evaluated.out().replaceFirst("(?s).*mae +(\\S+).*", "$1");
        assertThat(Double.parseDouble(mae)).isLessThan(1e-60);
        assertThat(evaluated.out()).doesNotContain("NaN", "Infinity");
        Run shown = Run.polyad("show", "--model", folder.resolve("m"));
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).doesNotContain("NaN", "Infinity");
    }
}
