package org.polyad.experiment;

import java.util.Map;
import org.polyad.action.Execution;
import org.polyad.input.source.InputOptions;

/**
 * What to fit, and where the table and the models go.
 *
 * @param output the experiment's folder
 * @param overwrite begin anew where there is an experiment already
 * @param execution local: each fit in one thread, side by side as tasks of one Spark job; spark: one fit after the other, each spread out
 * @param settings kept in each model under {@code options}
 */
public record ExperimentRequest(
        InputOptions input,
        Grid grid,
        String output,
        boolean overwrite,
        Execution execution,
        Map<String, Object> settings) {}
