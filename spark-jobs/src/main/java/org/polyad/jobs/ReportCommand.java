package org.polyad.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.jobs.report.Report;
import org.polyad.spark.Model;
import org.polyad.spark.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: a page of plots. */
@Command(
        name = "report",
        description = {
            "Write a page of plots of a model, of an experiment, or both: one HTML file that needs no network.",
            "With the data beside the model it also shows how well they are described, and what is not."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  polyad report --model trips --input trips.csv --output trips.html",
            "  polyad report --experiment trials --output trials.html"
        })
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "M",
            description = "The model's folder; with --experiment: the one it chose.")
    private String model;

    @Option(names = "--experiment", paramLabel = "DIR", description = "The folder of an experiment.")
    private String experiment;

    @Mixin
    private OptionalInput input;

    @Mixin
    private TextOutput output;

    @Mixin
    private ReportOptions options;

    @Option(names = "--title", paramLabel = "TEXT", description = "Default: the model's or experiment's path.")
    private String title;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (model == null && experiment == null) {
            throw new InvalidInputException("--model or --experiment must say what to report on");
        }
        WholeFile file = output.open();
        PrintWriter log = spec.commandLine().getErr();
        ExperimentFolder folder = experiment == null ? null : new ExperimentFolder(experiment);
        JsonNode choices = folder == null ? null : folder.choices();
        String path = model != null
                ? model
                : experiment + "/" + choices.path(0).path("fit").asText();
        Model stored = ModelOption.read(path);
        Report report = new Report(title == null ? Shown.withoutSecrets(model == null ? experiment : model) : title);
        if (folder != null) {
            report.experiment(choices, folder.allRows());
        }
        InputOptions data = input.path == null ? null : input.options();
        ModelReport.add(report, stored, options, data, log);
        write(report, file);
        spec.commandLine().getOut().println("wrote " + Shown.withoutSecrets(output.path));
        return ExitCodes.DONE;
    }

    static void write(Report report, WholeFile file) throws IOException {
        byte[] page = report.html().getBytes(StandardCharsets.UTF_8);
        TextOutput.write(file, out -> out.write(page));
    }
}
