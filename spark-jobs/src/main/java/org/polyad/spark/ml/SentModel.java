package org.polyad.spark.ml;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A model's one broadcast, which all Datasets made by the model and its copies share. A Dataset is evaluated later, and perhaps again, so
 * nothing here destroys it: Spark's cleaner does once neither the model nor such a Dataset is reachable.
 */
final class SentModel {
    private final ModelParts parts;
    private SparkContext context;
    private Broadcast<ModelParts> sent;

    SentModel(ModelParts parts) {
        this.parts = parts;
    }

    ModelParts parts() {
        return parts;
    }

    /** Sent at the first call, and again where another context has come. */
    synchronized Broadcast<ModelParts> to(SparkContext to) {
        if (sent == null || context != to) {
            sent = JavaSparkContext.fromSparkContext(to).broadcast(parts);
            context = to;
        }
        return sent;
    }

    /** Executors drop their copies; a Dataset that needs one again is sent it again. */
    synchronized void unpersist() {
        if (sent != null && !context.isStopped()) {
            sent.unpersist();
        }
        sent = null;
        context = null;
    }
}
