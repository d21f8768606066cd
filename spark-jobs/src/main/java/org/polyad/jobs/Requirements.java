package org.polyad.jobs;

import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;
import org.apache.hadoop.util.VersionUtil;

/**
 * What Polyad needs of the Spark, Hadoop and Java that it finds itself on: deploy/polyad asks before it starts anything, and a plain
 * spark-submit has nobody else to ask.
 */
final class Requirements {
    private static final String SPARK = "4.0";
    /** From here on {@code Subject.getSubject} fails, which Hadoop calls before {@link #HADOOP}. */
    private static final int JAVA_WITHOUT_SUBJECT = 24;

    private static final String HADOOP = "3.4.3";

    private Requirements() {}

    /** The sentence that says what is not met where this runs, or empty. */
    static Optional<String> unmet() {
        return unmet(
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                VersionInfo.getVersion(),
                Runtime.version().feature());
    }

    static Optional<String> unmet(String spark, String hadoop, int java) {
        if (VersionUtil.compareVersions(spark, SPARK) < 0) {
            return Optional.of("Polyad needs Spark " + SPARK + " or later, but this is Spark " + spark);
        }
        if (java >= JAVA_WITHOUT_SUBJECT && VersionUtil.compareVersions(hadoop, HADOOP) < 0) {
            return Optional.of("Java " + java + " needs Hadoop " + HADOOP + " or later, but Spark " + spark
                    + " has Hadoop " + hadoop + " here: use Java 17 or 21");
        }
        return Optional.empty();
    }
}
