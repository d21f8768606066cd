package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.polyad.action.Fit;
import org.polyad.action.FitOutcome;
import org.polyad.action.FitRequest;
import org.polyad.action.UnfinishedException;
import org.polyad.jobs.flags.FitOptions;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.RunOptions;
import org.polyad.jobs.flags.Settings;
import org.polyad.output.FitReport;
import org.polyad.text.UserText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fit}: a model of a tensor; {@link Fit} says how. */
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private InputFlags input;

    @Mixin
    private FitOptions fit;

    @Mixin
    private RunOptions run;

    @Heading("Output")
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page of plots too, as the command report does.")
    private String report;

    @Override
    public Integer call() throws IOException {
        FitRequest request = new FitRequest(
                input.options(),
                fit.options(run.timeLimit()),
                fit.fromModel() ? fit.init : null,
                run.output,
                run.overwrite,
                report,
                run.execution(),
                run.saving(),
                Settings.of(spec));
        PrintWriter log = spec.commandLine().getErr();
        try (FitProgress progress = new FitProgress(request.options(), log, FitProgress.form(run.logJson))) {
            return print(Fit.run(request, progress, log), log);
        } catch (UnfinishedException e) {
            log.println("polyad: " + e.getMessage());
            log.flush();
            return ExitCodes.UNFINISHED;
        }
    }

    private int print(FitOutcome fit, PrintWriter log) {
        new FitReport(run.output, fit.model().ktensor().shape(), fit.listed(), fit.where(), fit.options(), fit.result())
                .print(spec.commandLine().getOut(), run.json);
        if (fit.work() != null) {
            log.println(run.logJson ? fit.work().json() : fit.work().text());
        }
        fit.remark().ifPresent(remark -> log.println("polyad: " + remark));
        log.flush();
        int code = fit.remark().isPresent() ? ExitCodes.UNFINISHED : ExitCodes.DONE;
        return fit.pageFailure() == null ? code : withoutPage(fit.pageFailure(), log);
    }

    private int withoutPage(Exception failure, PrintWriter log) {
        int code = Errors.report(failure, log);
        log.println("the model is whole in " + UserText.withoutSecrets(run.output)
                + "; only the page of --report is missing, and polyad report --model writes it");
        log.flush();
        return code == ExitCodes.BUG ? code : ExitCodes.UNFINISHED;
    }
}
