package org.polyad.jobs;

import org.apache.spark.sql.SparkSession;
import org.polyad.InvalidInputException;

/** Starts Spark, or finds it running. */
final class SparkStart {
    private SparkStart() {}

    /** @throws InvalidInputException when a setting of Spark's, which users give with {@code --conf}, is wrong */
    static SparkSession session() {
        try {
            return SparkSession.builder().getOrCreate();
        } catch (IllegalArgumentException e) { // keep IllegalArgumentException: Spark's
            throw new InvalidInputException("Spark does not start: " + Shown.cause(e), e);
        }
    }
}
