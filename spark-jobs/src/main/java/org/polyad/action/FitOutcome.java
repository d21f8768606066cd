package org.polyad.action;

import java.util.Optional;
import org.polyad.options.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.store.StoredModel;

/**
 * A fit whose model is written.
 *
 * @param options as fitted
 * @param listed listed entries, those set aside included
 * @param where the engine, in words
 * @param work what Spark did, in words and as JSON; null without Spark
 * @param remark why the model is not what was asked for, or what is left undone: a time limit, divergence; empty for a whole fit
 * @param pageFailure why there is no page of plots; null where there is one, or none was asked for
 */
public record FitOutcome(
        StoredModel model,
        GcpResult result,
        GcpOptions options,
        double listed,
        String where,
        Work work,
        Optional<String> remark,
        Exception pageFailure) {

    /** What Spark did for a fit. */
    public record Work(String text, String json) {}
}
