package org.polyad.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.InvalidInputException;
import org.polyad.input.ColdStart;
import org.polyad.input.source.InputOptions;
import org.polyad.jobs.Running;
import org.polyad.loss.Losses;
import org.polyad.metrics.Metric;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.output.EvaluationText;
import org.polyad.output.TextFile;
import org.polyad.report.Drawing;
import org.polyad.run.Trace;
import org.polyad.store.StoredModel;

/** Commands as calls, from a program that knows nothing of the command line. */
class FitTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final PrintWriter log = new PrintWriter(said, true);
    private Path csv;

    @BeforeEach
    void ratings() throws IOException {
        StringBuilder text = new StringBuilder("who,film,stars\n");
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 12; j++) {
                if ((7 * i + 5 * j) % 3 > 0) {
                    double stars = 3 + Math.sin(i) * Math.cos(j) + 0.05 * Math.sin(17 * i + 13 * j);
                    text.append("p" + i + ",f" + j + "," + stars + "\n");
                }
            }
        }
        csv = Files.writeString(folder.resolve("ratings.csv"), text);
    }

    private InputOptions input() {
        InputOptions input = InputOptions.of(csv.toString());
        input.columns = List.of("who", "film");
        input.value = "stars";
        return input;
    }

    private static GcpOptions.Builder options() {
        return GcpOptions.of(2)
                .loss(Losses.parse("gaussian"))
                .unlisted(Unlisted.MISSING)
                .regularization(1e-3)
                .maxIterations(60)
                .tolerance(0);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void a_program_fits_a_table_goes_on_after_a_break_and_looks_at_the_model() throws IOException {
        FitOutcome whole = Fit.run(FitRequest.of(input(), options().build(), path("whole")), Progress.NONE, log);
        assertThat(whole.remark()).isEmpty();

        GcpOptions hurried = options().timeLimit(1e-9).build();
        FitOutcome begun = Fit.run(FitRequest.of(input(), hurried, path("model")), Progress.NONE, log);
        assertThat(begun.remark().orElseThrow()).contains("the time limit of 1.0E-9 s ended the fit");
        assertThat(folder.resolve("model.checkpoint")).isDirectory();

        List<Trace> seen = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void iteration(Trace trace) {
                seen.add(trace);
            }
        };
        FitRequest again = FitRequest.of(input(), options().build(), path("model"))
                .resumed()
                .withPage(path("model.html"));
        StoredModel model = Fit.run(again, progress, log).model();
        assertThat(said.toString()).contains("resuming from " + path("model.checkpoint"));
        assertThat(seen).hasSizeBetween(1, 59);
        assertThat(folder.resolve("model.checkpoint")).doesNotExist();
        assertThat(folder.resolve("model.html")).content().contains("<html");
        for (int n = 0; n < 2; n++) {
            assertThat(model.ktensor().factor(n))
                    .isEqualTo(whole.model().ktensor().factor(n));
        }

        StoredModel stored = ModelFolder.read(path("model"));
        assertThat(stored.labels()[1]).contains("f0", "f11");
        // columns are those of the fit
        InputOptions same = InputOptions.of(csv.toString());
        EvaluationText measured = Evaluate.run(stored, EvaluateRequest.of(same, stored), log);
        assertThat(measured.evaluation().values().get(Metric.RMSE)).isBetween(0.0, 0.1);

        Predict.run(stored, new PredictRequest(input(), path("answers.csv"), false, ColdStart.DROP), log);
        assertThat(folder.resolve("answers.csv")).content().contains("p0,f1,");
        RecommendRequest lists =
                new RecommendRequest(0, 1, 3, List.of("p4"), Map.of(), input(), 1, path("lists.csv"), false);
        Recommend.run(stored, lists, log);
        assertThat(Files.readAllLines(folder.resolve("lists.csv"))).hasSize(4);
        ModelReport.write(
                ModelReport.of("ratings", stored, Drawing.DEFAULT, InputOptions.of(csv.toString()), log),
                TextFile.open(path("page.html"), false));
        assertThat(folder.resolve("page.html")).content().contains("ratings");
    }

    @Test
    void a_model_keeps_the_same_settings_whoever_asked_for_the_fit() throws IOException {
        Fit.run(FitRequest.of(input(), options().build(), path("called")), Progress.NONE, log);
        Running run = Running.of(
                "fit",
                "--input",
                csv,
                "--columns",
                "who,film",
                "--value",
                "stars",
                "--output",
                path("commanded"),
                "--rank",
                2,
                "--unlisted",
                "missing",
                "--regularization",
                1e-3,
                "--max-iterations",
                60,
                "--tolerance",
                0);
        assertThat(run.code()).as(run.err()).isZero();
        StoredModel commanded = ModelFolder.read(path("commanded"));
        StoredModel called = ModelFolder.read(path("called"));
        assertThat(commanded.info().options())
                .containsAllEntriesOf(called.info().options());
        assertThat(called.ktensor().factor(0)).isEqualTo(commanded.ktensor().factor(0));
    }

    @Test
    void a_wrong_request_is_told_before_anything_is_written() throws IOException {
        FitRequest request = FitRequest.of(input(), options().build(), path("model"));
        assertThatThrownBy(() -> Fit.run(request.startingFrom(path("nowhere")), Progress.NONE, log))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> request.on(new Execution("diesel", 1, 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("diesel");
        assertThat(folder.resolve("model")).doesNotExist();
    }
}
