package org.polyad.spark;

import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark forgets when an executor dies: its cached blocks and the shuffle files that it wrote. */
public final class LostExecutor {
    private LostExecutor() {}

    /** In local mode the one executor is the driver: all of it has to be computed again from the input. */
    public static void loseAll(JavaSparkContext context) {
        ((MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker()).removeOutputsOnExecutor("driver");
        for (int rdd : context.getPersistentRDDs().keySet()) {
            SparkEnv.get().blockManager().master().removeRdd(rdd, true);
        }
    }
}
