package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.TnsFormat;

class TnsFilesTest {
    @TempDir
    Path folder;

    @AfterEach
    void nothing_stays_cached() {
        assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
    }

    @Test
    void files_of_a_folder_are_one_tensor_in_the_order_of_their_names() throws IOException {
        write("a.tns", "# a comment\r\n1 1 1 2.5\r\n2 1 3 4\r\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.tns.gz")))) {
            out.write("1 1 1 7\n\n".getBytes(StandardCharsets.UTF_8));
        }
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(folder.resolve("c.tns.zst")))) {
            out.write("2 1 3 5 # last".getBytes(StandardCharsets.UTF_8));
        }
        try (DistributedTensor tensor = read(folder, Duplicates.LAST)) {
            DistributedTensorTest.assertSame(
                    tensor.collect(),
                    SparseTensor.builder(3)
                            .add(new int[] {0, 0, 0}, 7)
                            .add(new int[] {1, 0, 2}, 5)
                            .build(Shape.of(2, 1, 3), Duplicates.ERROR));
        }
    }

    @Test
    void names_with_special_characters_and_globs_are_read() throws IOException {
        write("x{1}[2],y *.tns", "1 1 1\n");
        try (DistributedTensor tensor = DistributedTensor.read(
                LocalSpark.context(), folder.toString() + "/x*.tns", TnsFormat.standard(), TensorOptions.DEFAULT)) {
            assertThat(tensor.entries()).isEqualTo(1);
        }
    }

    @Test
    void a_bad_line_is_named() throws IOException {
        Path file = write("a.tns", "1 1 2\n".repeat(3) + "1 x 2\n");
        assertThatThrownBy(() -> read(file, Duplicates.SUM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":4: ")
                .hasMessageContaining("x");
    }

    @Test
    void a_truncated_file_is_named() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 1; i < 5000; i++) {
                out.write((i + " " + i * 7919 % 5000 + 1 + " " + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = folder.resolve("t.tns.gz");
        Files.write(file, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        assertThatThrownBy(() -> read(file, Duplicates.SUM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t.tns.gz");
    }

    @Test
    void a_missing_and_an_empty_file_are_errors() throws IOException {
        assertThatThrownBy(() -> read(folder.resolve("none.tns"), Duplicates.SUM))
                .hasMessage("no such file: " + folder.resolve("none.tns"));
        Path empty = write("empty.tns", "");
        assertThatThrownBy(() -> read(empty, Duplicates.SUM))
                .hasMessage("a tensor needs at least one entry, found none");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static DistributedTensor read(Path path, Duplicates duplicates) {
        return DistributedTensor.read(
                LocalSpark.context(),
                path.toString(),
                TnsFormat.standard(),
                TensorOptions.DEFAULT.withDuplicates(duplicates));
    }
}
