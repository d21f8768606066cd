package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No part is lost in silence: a rename that fails has reasons beside another attempt that was first. */
class PartFilesTest {
    private static final String[] SETTINGS = {"fs.file.impl", "fs.file.impl.disable.cache"};

    @TempDir
    Path temporary;

    private final Configuration conf = LocalSpark.context().hadoopConfiguration();

    @BeforeEach
    void unsteady() {
        conf.set(SETTINGS[0], Unsteady.class.getName());
        conf.setBoolean(SETTINGS[1], true);
    }

    @AfterEach
    void steady() {
        Unsteady.steady();
        for (String name : SETTINGS) {
            conf.unset(name);
        }
    }

    private long write() throws IOException {
        PartFiles parts = new PartFiles(
                new org.apache.hadoop.fs.Path(temporary.resolve("t").toUri()), conf, false);
        return parts.write(LocalSpark.context().parallelize(List.of("a", "b"), 2), ".txt", PartFilesTest::put);
    }

    private static long put(String element, OutputStream out) throws IOException {
        out.write(element.getBytes(StandardCharsets.UTF_8));
        return 5;
    }

    @Test
    void a_part_that_cannot_be_moved_fails_the_job() throws Exception {
        Unsteady.refused = 1;
        assertThatThrownBy(this::write)
                .rootCause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot move");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
        assertThat(write()).isEqualTo(10);
        assertThat(temporary.resolve("t/part-00001.txt")).hasContent("b");
    }

    @Test
    void a_part_that_another_attempt_wrote_is_whole() throws Exception {
        Unsteady.refused = 1;
        Unsteady.another = true;
        assertThat(write()).isEqualTo(10);
        try (Stream<Path> files = Files.list(temporary.resolve("t"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("_SUCCESS", "part-00000.txt", "part-00001.txt");
        }
        assertThat(temporary.resolve("t/part-00000.txt")).hasContent("a");
    }
}
