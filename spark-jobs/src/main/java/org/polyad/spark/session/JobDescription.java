package org.polyad.spark.session;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;

/** Describes the jobs that run until {@link #close}, in Spark's UI and event log; then the caller's description is set again. The caller's job group stays. */
public final class JobDescription implements AutoCloseable {
    private static final String KEY = "spark.job.description";

    private final SparkContext context;
    private final String before;

    public JobDescription(JavaRDD<?> rdd, String description) {
        this(rdd.context(), description);
    }

    public JobDescription(SparkContext context, String description) {
        this.context = context;
        this.before = context.getLocalProperty(KEY);
        context.setLocalProperty(KEY, description);
    }

    @Override
    public void close() {
        context.setLocalProperty(KEY, before);
    }
}
