package org.polyad.spark.session;

import org.apache.spark.sql.SparkSession;
import org.polyad.InvalidInputException;
import org.polyad.text.UserText;

/** Starts Spark, or finds it running. */
public final class SparkStart {
    private SparkStart() {}

    /** @throws InvalidInputException when a setting of Spark's, which users give with {@code --conf}, is wrong */
    public static SparkSession session() {
        try {
            return SparkSession.builder().getOrCreate();
        } catch (IllegalArgumentException e) { // keep IllegalArgumentException: Spark's
            throw new InvalidInputException("Spark does not start: " + UserText.cause(e), e);
        }
    }
}
