package org.polyad.action;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.cells.FittedCells;
import org.polyad.files.HadoopPaths;
import org.polyad.files.Retries;
import org.polyad.files.WholeFile;
import org.polyad.input.TensorInput;
import org.polyad.input.source.InputOptions;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.parallel.Threads;
import org.polyad.report.Drawing;
import org.polyad.run.StopReason;
import org.polyad.solver.GcpResult;
import org.polyad.store.ModelStore;
import org.polyad.store.StartRows;
import org.polyad.store.StoredModel;
import org.polyad.text.UserText;

/**
 * Fits a model to a tensor or table in files and writes its folder: what the command {@code fit} does. State is saved as it goes, so that
 * a fit that was broken off goes on where it was.
 *
 * <pre>{@code
 * InputOptions trips = InputOptions.of("trips.csv");
 * trips.columns = List.of("origin", "dest", "day");
 * trips.value = "trips";
 * GcpOptions options = GcpOptions.of(10).loss(Losses.parse("poisson")).unlisted(Unlisted.ZERO).build();
 * FitRequest request = FitRequest.of(trips, options, "trips.model");
 * FitOutcome fit = Fit.run(request, Progress.NONE, log);            // request.resumed() goes on after a break
 * System.out.println(fit.model().info().objective());
 * }</pre>
 */
public final class Fit {
    /** Milliseconds: a model that cannot be written is tried for some two minutes. */
    private static final long FIRST_PAUSE = 1000;

    private final FitRequest request;
    private final PrintWriter log;
    private final SavedStates states;
    private final Configuration conf = HadoopPaths.configuration();

    private Fit(FitRequest request, SavedStates states, PrintWriter log) {
        this.request = request;
        this.states = states;
        this.log = log;
    }

    /**
     * Fits, and writes the model.
     *
     * @param progress told of the iterations; closed when the method has ended
     * @param log for remarks: what is resumed, what could not be saved
     * @throws InvalidInputException for data or options that do not go together, before anything is written
     * @throws UnfinishedException when the machines ended the run; its message says what can be resumed
     */
    public static FitOutcome run(FitRequest request, Progress progress, PrintWriter log) throws IOException {
        try (Threads threads = Threads.of(request.execution().threads())) {
            return threads.in(() -> {
                if (request.input().confidence != null && request.options().unlisted() != Unlisted.ZERO) {
                    throw new InvalidInputException(
                            "--confidence needs --unlisted zero: without zeros every preference is the same");
                }
                FitCheckpoint checkpoint = FitCheckpoint.open(
                        request.saving(),
                        FitSettings.deciding(request.options(), request.init()),
                        HadoopPaths.configuration(),
                        log);
                return new Fit(request, new SavedStates(progress, checkpoint, request.saving(), log), log).fitted();
            });
        }
    }

    private FitOutcome fitted() throws IOException {
        Path output = HadoopPaths.of(request.output());
        boolean replace = request.overwrite() || request.saving().resume() && isUnfinished(output);
        ModelStore.checkWritable(output, conf, replace);
        WholeFile page = request.page() == null ? null : new WholeFile(HadoopPaths.of(request.page()), conf, replace);
        TensorInput tensor = new TensorInput(request.input(), log);
        StoredModel start = request.init() == null ? null : ModelFolder.read(request.init());
        try (FitData data = FitData.open(tensor, request.options(), request.execution())) {
            GcpOptions options =
                    start == null ? request.options() : request.options().startingFrom(started(start, data));
            warnOfSmall(data.problem().cells().moments());
            GcpResult result = states.fit(data, options);
            StoredModel model =
                    StoredModel.of(result, options, Arrays.asList(data.modeNames()), data.labels(), request.settings());
            new Retries(log, FIRST_PAUSE).run(() -> ModelStore.write(model, output, conf, replace));
            return outcome(model, result, options, data, writePage(page, model, data));
        } catch (Throwable failure) {
            String reason = states.reason(failure).orElse(null);
            if (reason == null) {
                throw failure;
            }
            throw new UnfinishedException(reason + states.kept(), failure);
        }
    }

    private FitOutcome outcome(
            StoredModel model, GcpResult result, GcpOptions options, FitData data, Exception noPage) {
        FitOutcome.Work work = data.work() == null
                ? null
                : new FitOutcome.Work(data.work().toString(), data.work().json());
        Optional<String> remark =
                remark(result, data.problem().cells().moments().overflows());
        String where = data.problem().engine().where();
        return new FitOutcome(model, result, options, data.listed(), where, work, remark, noPage);
    }

    private void warnOfSmall(FittedCells.Moments moments) {
        if (moments.underflows()) {
            log.println(
                    "polyad: the values are so small that their squares vanish, and a fit may see only zeros: multiply all"
                            + " of them by a constant, so that the largest is near 1");
            log.flush();
        }
    }

    /**
     * Data that lie in Spark are too many to be read here once more.
     *
     * @return why there is no page; the model is written all the same, and the checkpoint has served
     */
    private Exception writePage(WholeFile page, StoredModel model, FitData data) {
        if (page == null) {
            return null;
        }
        try {
            InputOptions input = request.input();
            InputOptions again = data.tensor() == null ? input : null;
            String title = UserText.withoutSecrets(request.output());
            ModelReport.write(ModelReport.of(title, model, Drawing.DEFAULT, again, log), page);
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    /** A model that a time limit cut short may be replaced by what becomes of it. */
    private boolean isUnfinished(Path output) throws IOException {
        return ModelStore.exists(output, conf)
                && ModelStore.read(output, conf).info().stopReason().equals(StopReason.TIME_LIMIT.toString());
    }

    /** The rows of a model to start from, for the data's labels. */
    private Ktensor started(StoredModel start, FitData data) {
        try {
            StartRows rows =
                    StartRows.of(start, data.labels(), data.problem().engine().shape());
            if (rows.fresh() > 0) {
                log.println("--init " + request.init() + ": " + rows.described(data.modeNames()));
                log.flush();
            }
            return rows.ktensor();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--init " + request.init() + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> remark(GcpResult result, boolean overflow) {
        if (result.stopReason() == StopReason.TIME_LIMIT) {
            return Optional.of("the time limit of " + request.options().timeLimit() + " s ended the fit after "
                    + result.iterations() + " iterations; the model so far is in "
                    + UserText.withoutSecrets(request.output()) + ", and the same command with --resume goes on from "
                    + UserText.withoutSecrets(request.saving().folder()));
        }
        try {
            new Retries(log, FIRST_PAUSE).run(states::delete);
        } catch (IOException e) {
            return Optional.of(states.reason(e).orElse(e.getMessage()) + states.kept());
        }
        if (result.stopReason() == StopReason.DIVERGED) {
            return Optional.of("the fit diverged in iteration " + result.iterations()
                    + ", so the model is of little use; "
                    + (overflow
                            ? "the values are so large that their squares overflow: divide all of them by the largest"
                            : "try another --seed, --method or --regularization"));
        }
        return Optional.empty();
    }
}
