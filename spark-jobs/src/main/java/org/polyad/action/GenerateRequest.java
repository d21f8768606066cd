package org.polyad.action;

import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.planted.PlantedSpec;

/**
 * What to draw, and where it goes.
 *
 * @param planted the tensor
 * @param output the file of the tensor; with engine spark a folder of files
 * @param overwrite whether what is there may be replaced
 * @param indexBase the first index of a mode in the output, 0 or 1
 * @param truth the folder of the model that the tensor is drawn from, or null
 * @param execution local or spark; of the latter's files there are as many as partitions
 * @param settings kept in the model under {@code options}
 */
public record GenerateRequest(
        PlantedSpec planted,
        String output,
        boolean overwrite,
        int indexBase,
        String truth,
        Execution execution,
        Map<String, Object> settings) {

    /** @throws InvalidInputException for a value out of its range */
    public GenerateRequest {
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("--index-base must be 0 or 1, found " + indexBase);
        }
        if (execution.engine().equals("auto")) {
            throw new InvalidInputException("--engine must be local or spark, found auto");
        }
    }
}
