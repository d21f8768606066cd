package org.polyad.action;

import java.io.IOException;
import java.io.PrintWriter;
import org.polyad.InvalidInputException;
import org.polyad.files.WholeFile;
import org.polyad.input.KeptInput;
import org.polyad.input.TensorInput;
import org.polyad.input.source.EntrySource;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.InputOptions;
import org.polyad.input.table.BadRows;
import org.polyad.output.Predictions;
import org.polyad.output.TextFile;
import org.polyad.store.StoredModel;

/** Writes a model's value and mean at each subscript of a list: what the command {@code predict} does. */
public final class Predict {
    private Predict() {}

    /**
     * Answers in the order of the input.
     *
     * @param log for what was skipped, and how many answers there are
     * @throws InvalidInputException for subscripts that cannot be read or do not go with the model
     */
    public static void run(StoredModel model, PredictRequest request, PrintWriter log) throws IOException {
        WholeFile file = TextFile.open(request.output(), request.overwrite());
        InputOptions input = request.input().copy();
        TensorInput tensor = new TensorInput(input, log);
        int order = model.ktensor().order();
        if (tensor.format().isTable()) {
            KeptInput.apply(model.info(), input);
            KeptInput.applyCsv(model.info(), input.csv, tensor.format());
        }
        if (input.columns != null && input.columns.size() != order) {
            throw new InvalidInputException("--columns must name a column for each of the model's " + order
                    + " modes, found " + input.columns.size());
        }
        BadRows badRows = BadRows.of(input);
        EntrySource source = tensor.subscripts(order, badRows);
        InputFormat format = InputFormat.bySuffix(request.output());
        Predictions predictions = new Predictions(model, format, input.indexBase, request.coldStart());
        TextFile.write(file, out -> {
            predictions.begin(out);
            source.read(predictions);
            predictions.end();
        });
        badRows.report(log);
        predictions.report(log);
    }
}
