package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.files.WholeFile;
import org.polyad.input.ColdStart;
import org.polyad.input.KeptInput;
import org.polyad.input.TensorInput;
import org.polyad.input.source.EntrySource;
import org.polyad.input.source.InputFormat;
import org.polyad.input.table.BadRows;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.jobs.flags.TextOutput;
import org.polyad.output.Predictions;
import org.polyad.store.StoredModel;
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

    @Option(
            names = "--cold-start",
            defaultValue = "nan",
            paramLabel = "nan|drop|fail|mean",
            description = {
                "What to do about labels or indices that the model does not have: write nan, drop the line, fail, or write the",
                "mean: the average over each mode whose row is not known, as recommend has it; default: ${DEFAULT-VALUE}."
            })
    private String coldStart;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ColdStart policy = ColdStart.parse(coldStart);
        InputFormat format = outputFormat();
        WholeFile file = output.open();
        PrintWriter log = spec.commandLine().getErr();
        TensorInput tensor = new TensorInput(input, log);
        StoredModel stored = model.read();
        int order = stored.ktensor().order();
        if (tensor.format().isTable()) {
            KeptInput.apply(stored.info(), input);
            KeptInput.applyCsv(stored.info(), input.csv, tensor.format());
        }
        if (input.columns != null && input.columns.size() != order) {
            throw new InvalidInputException("--columns must name a column for each of the model's " + order
                    + " modes, found " + input.columns.size());
        }
        BadRows badRows = BadRows.of(input);
        EntrySource source = tensor.subscripts(order, badRows);
        Predictions predictions = new Predictions(stored, format, input.indexBase, policy);
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
