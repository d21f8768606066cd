package org.polyad.action;

import org.polyad.InvalidInputException;
import org.polyad.input.ColdStart;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.InputOptions;

/**
 * Which subscripts a model is asked for.
 *
 * @param input the subscripts, like a tensor's; values need not be there; of a table, columns that are not said are those of the model
 * @param output the file of answers, .tns, .csv or .tsv, perhaps compressed
 * @param overwrite whether the file may be replaced
 * @param coldStart what to answer for labels or indices that the model does not have
 */
public record PredictRequest(InputOptions input, String output, boolean overwrite, ColdStart coldStart) {
    /** @throws InvalidInputException for an output of another format */
    public PredictRequest {
        InputFormat format = InputFormat.bySuffix(output);
        if (format != InputFormat.TNS && format != InputFormat.CSV && format != InputFormat.TSV) {
            throw new InvalidInputException(
                    "--output must end in .tns, .csv or .tsv (perhaps with .gz behind), found " + output);
        }
    }
}
