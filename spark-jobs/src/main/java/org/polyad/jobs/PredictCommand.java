package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.spark.Model;
import org.polyad.spark.WholeFile;
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
    private InputOptions input;

    @Mixin
    private TextOutput output;

    @Option(
            names = "--cold-start",
            defaultValue = "nan",
            paramLabel = "nan|drop",
            description = "What to write for labels or indices that the model does not have: nan, or drop the line;"
                    + " default: ${DEFAULT-VALUE}.")
    private String coldStart;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!coldStart.equals("nan") && !coldStart.equals("drop")) {
            throw new InvalidInputException("--cold-start must be nan or drop, found " + coldStart);
        }
        InputFormat format = outputFormat();
        WholeFile file = output.open();
        PrintWriter log = spec.commandLine().getErr();
        TensorInput tensor = new TensorInput(input, log);
        Model stored = model.read();
        int order = stored.ktensor().order();
        if (tensor.format().isTable()) {
            KeptInput.apply(stored.info(), input);
        }
        if (input.columns != null && input.columns.size() != order) {
            throw new InvalidInputException("--columns must name a column for each of the model's " + order
                    + " modes, found " + input.columns.size());
        }
        BadRows badRows = input.badRows();
        EntrySource source = tensor.subscripts(order, badRows);
        Predictions predictions = new Predictions(stored, format, input.indexBase, coldStart.equals("drop"));
        TextOutput.write(file, out -> {
            predictions.begin(out);
            source.read(predictions);
            predictions.end();
        });
        badRows.report(log);
        predictions.report(log);
        return ExitCodes.DONE;
    }

    private InputFormat outputFormat() {
        InputFormat format = InputFormat.bySuffix(output.path);
        if (format != InputFormat.TNS && format != InputFormat.CSV && format != InputFormat.TSV) {
            throw new InvalidInputException(
                    "--output must end in .tns, .csv or .tsv (perhaps with .gz behind), found " + output.path);
        }
        return format;
    }
}
