package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequirementsTest {
    @Test
    void this_build_meets_them() {
        assertThat(Requirements.unmet()).isEmpty();
    }

    @Test
    void spark_4_in_any_release() {
        assertThat(Requirements.unmet("4.0.1", "3.4.1", 17)).isEmpty();
        assertThat(Requirements.unmet("4.0.0-amzn-0", "3.4.1-amzn-2", 21)).isEmpty();
        assertThat(Requirements.unmet("10.0.0", "3.5.0", 25)).isEmpty();
        assertThat(Requirements.unmet("3.5.6", "3.4.1", 17))
                .contains("Polyad needs Spark 4.0 or later, but this is Spark 3.5.6");
    }

    @Test
    void java_24_needs_a_hadoop_that_does_without_get_subject() {
        assertThat(Requirements.unmet("4.1.0", "3.4.2", 23)).isEmpty();
        assertThat(Requirements.unmet("4.1.2", "3.4.3", 25)).isEmpty();
        assertThat(Requirements.unmet("4.1.0", "3.4.2", 24))
                .contains(
                        "Java 24 needs Hadoop 3.4.3 or later, but Spark 4.1.0 has Hadoop 3.4.2 here: use Java 17 or 21");
    }
}
