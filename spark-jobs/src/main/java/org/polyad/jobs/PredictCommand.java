package org.polyad.jobs;

import java.util.concurrent.Callable;
import org.polyad.action.Predict;
import org.polyad.action.PredictRequest;
import org.polyad.input.ColdStart;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.jobs.flags.TextOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code predict}: the model's value and the mean at each subscript of a list. */
@Command(
        name = "predict",
        description = {
            "The model's value m and the mean E[x] at each subscript of a list.",
            "The input is like a tensor's, values need not be there, and the answers are in its order. Columns are"
                    + " found by the modes' names unless --columns says others."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  polyad predict --model trips --input ask.tns --output answers.tns",
            "  polyad predict --model ratings --input pairs.csv --columns userId,movieId --output stars.csv"
        })
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Mixin
    private InputFlags input;

    @Mixin
    private TextOutput output;

    @Heading("Output")
    @Option(
            names = "--cold-start",
            defaultValue = "nan",
            paramLabel = "nan|drop|fail|mean",
            description =
                    "What to do about labels or indices that the model does not have: write nan, drop the line, fail, or"
                            + " write the mean: the average over each mode whose row is not known, as recommend has it; default:"
                            + " ${DEFAULT-VALUE}.")
    private String coldStart;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PredictRequest request =
                new PredictRequest(input.options(), output.path, output.overwrite, ColdStart.parse(coldStart));
        Predict.run(model.read(), request, spec.commandLine().getErr());
        return ExitCodes.DONE;
    }
}
