package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.jobs.report.Report;
import org.polyad.parallel.Threads;
import org.polyad.solver.Cells;
import org.polyad.solver.FitState;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.solver.StopReason;
import org.polyad.solver.Unlisted;
import org.polyad.spark.Model;
import org.polyad.spark.ModelStore;
import org.polyad.spark.StartRows;
import org.polyad.spark.WholeFile;
import org.polyad.tensor.Ktensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits a model: reads the data, runs the method, writes the model's folder. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = "Fits a generalized CP model to a sparse tensor.",
        footer = {
            "",
            "Example: polyad fit --input trips.csv.gz --columns origin,dest,day --value trips --loss poisson --unlisted zero"
                    + " --rank 10 --output trips.model"
        })
final class FitCommand implements Callable<Integer> {
    /** Milliseconds: a model that cannot be written is tried for some two minutes. */
    private static final long FIRST_PAUSE = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InputOptions input;

    @Mixin
    private FitOptions fit;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page of plots too, as the command report does.")
    private String report;

    private Configuration conf;
    private FitProgress progress;

    @Override
    public Integer call() throws IOException {
        run.check();
        try (Threads threads = Threads.of(run.threads())) {
            return threads.in(this::fitted);
        }
    }

    private int fitted() throws IOException {
        conf = HadoopPaths.configuration();
        GcpOptions options = fit.options(null, run.timeLimit());
        if (input.confidence != null && options.unlisted() != Unlisted.ZERO) {
            throw new InvalidInputException(
                    "--confidence needs --unlisted zero: without zeros every preference is the same");
        }
        Path output = HadoopPaths.of(run.output);
        FitCheckpoint checkpoint = FitCheckpoint.open(run, fit.deciding(), conf, log());
        boolean replace = run.overwrite || run.resume && isUnfinished(output);
        ModelStore.checkWritable(output, conf, replace);
        WholeFile page = report == null ? null : new WholeFile(HadoopPaths.of(report), conf, replace);
        TensorInput tensor = new TensorInput(input, log());
        Model start = fit.fromModel() ? ModelOption.read(fit.init) : null;
        try (FitEngine engine = FitEngine.open(tensor, options, run)) {
            options = start == null ? options : fit.options(started(start, engine), run.timeLimit());
            warnOfSmall(engine.problem().cells().moments());
            GcpResult result = fit(engine, options, checkpoint);
            Map<String, Object> settings = Settings.of(spec);
            Model model = Model.of(result, options, Arrays.asList(engine.modeNames()), engine.labels(), settings);
            new Patient(log(), FIRST_PAUSE).run(() -> ModelStore.write(model, output, conf, replace));
            Exception noPage = writePage(page, model, engine);
            String where = engine.problem().engine().where();
            new FitReport(run.output, result.model().shape(), engine.listed(), where, options, result)
                    .print(spec.commandLine().getOut(), run.json);
            if (engine.work() != null) {
                log().println(run.logJson ? engine.work().json() : engine.work().toString());
                log().flush();
            }
            int code = finish(result, engine.problem().cells().moments().overflows(), checkpoint);
            return noPage == null ? code : withoutPage(noPage);
        } catch (Throwable failure) {
            Optional<String> reason = Unfinished.reason(failure);
            if (reason.isEmpty() && progress != null) {
                reason = Unfinished.midway(failure);
            }
            if (reason.isEmpty()) {
                throw failure;
            }
            return unfinished(reason.get(), checkpoint);
        }
    }

    private void warnOfSmall(Cells.Moments moments) {
        if (moments.underflows()) {
            log().println(
                            "polyad: the values are so small that their squares vanish, and a fit may see only zeros: multiply all"
                                    + " of them by a constant, so that the largest is near 1");
            log().flush();
        }
    }

    /**
     * Data that lie in Spark are too many to be read here once more.
     *
     * @return why there is no page; the model is written all the same, and the checkpoint has served
     */
    private Exception writePage(WholeFile page, Model model, FitEngine engine) {
        if (page == null) {
            return null;
        }
        try {
            Report shown = new Report(Shown.withoutSecrets(run.output));
            InputOptions data = engine.tensor() == null ? input.withInput(input.input) : null;
            ModelReport.add(shown, model, new ReportOptions(), data, log());
            ReportCommand.write(shown, page);
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    private int withoutPage(Exception failure) {
        int code = Errors.report(failure, log());
        log().println("the model is whole in " + Shown.withoutSecrets(run.output)
                + "; only the page of --report is missing, and polyad report --model writes it");
        log().flush();
        return code == ExitCodes.BUG ? code : ExitCodes.UNFINISHED;
    }

    private PrintWriter log() {
        return spec.commandLine().getErr();
    }

    private GcpResult fit(FitEngine engine, GcpOptions options, FitCheckpoint checkpoint) {
        FitState state = checkpoint.state(engine.problem(), engine.labels());
        progress =
                new FitProgress(options, log(), FitProgress.form(run.logJson), run.checkpointEvery, checkpoint::save);
        try (FitProgress shown = progress) {
            return Gcp.fit(engine.problem(), options, shown, state);
        }
    }

    /** A model that a time limit cut short may be replaced by what becomes of it. */
    private boolean isUnfinished(Path output) throws IOException {
        if (!ModelStore.exists(output, conf)) {
            return false;
        }
        return ModelStore.read(output, conf).info().stopReason().equals(StopReason.TIME_LIMIT.toString());
    }

    /** The rows of a model to start from, for the data's labels. */
    private Ktensor started(Model start, FitEngine engine) {
        try {
            StartRows rows = StartRows.of(
                    start, engine.labels(), engine.problem().engine().shape());
            if (rows.fresh() > 0) {
                log().println("--init " + fit.init + ": " + rows.described(engine.modeNames()));
                log().flush();
            }
            return rows.ktensor();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--init " + fit.init + ": " + e.getMessage(), e);
        }
    }

    private int finish(GcpResult result, boolean overflow, FitCheckpoint checkpoint) throws IOException {
        if (result.stopReason() == StopReason.TIME_LIMIT) {
            log().println("polyad: the time limit of " + run.timeLimit + " s ended the fit after " + result.iterations()
                    + " iterations; the model so far is in "
                    + Shown.withoutSecrets(run.output) + ", and the same command with --resume goes on from "
                    + Shown.withoutSecrets(run.checkpoint()));
            log().flush();
            return ExitCodes.UNFINISHED;
        }
        new Patient(log(), FIRST_PAUSE).run(checkpoint::delete);
        if (result.stopReason() == StopReason.DIVERGED) {
            log().println("polyad: the fit diverged in iteration " + result.iterations()
                    + ", so the model is of little use; "
                    + (overflow
                            ? "the values are so large that their squares overflow: divide all of them by the largest"
                            : "try another --seed, --method or --regularization"));
            log().flush();
            return ExitCodes.UNFINISHED;
        }
        return ExitCodes.DONE;
    }

    private int unfinished(String reason, FitCheckpoint checkpoint) {
        int saved = progress == null ? 0 : progress.savedIteration();
        String kept = saved > 0
                ? "; iteration " + saved + " is saved in " + run.checkpoint()
                        + ", and the same command with --resume goes on"
                : checkpoint.resumed()
                        ? "; what was resumed is still in " + run.checkpoint()
                        : "; nothing was saved yet (--checkpoint-every says when)";
        log().println("polyad: " + reason + Shown.withoutSecrets(kept));
        log().flush();
        return ExitCodes.UNFINISHED;
    }
}
