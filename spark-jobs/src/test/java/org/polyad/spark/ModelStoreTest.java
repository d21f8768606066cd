package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.solver.Trace;

class ModelStoreTest {
    private final Configuration conf = new Configuration();

    @TempDir
    Path temp;

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private Path written() throws IOException {
        Path folder = temp.resolve("model");
        ModelStore.write(Models.labelled(), hadoop(folder), conf, false);
        return folder;
    }

    private Model read(Path folder) throws IOException {
        return ModelStore.read(hadoop(folder), conf);
    }

    @Test
    void a_written_model_reads_back_the_same() throws IOException {
        Model model = Models.labelled();
        Model back = read(written());
        assertThat(back.ktensor().lambda()).containsExactly(model.ktensor().lambda());
        assertThat(back.ktensor().factors()).containsExactly(model.ktensor().factors());
        assertThat(back.labels()).isDeepEqualTo(model.labels());
        assertThat(back.info()).isEqualTo(model.info());
        assertThat(back.trace()).isEqualTo(model.trace());
    }

    @Test
    void entries_of_rows_are_kept_and_absent_in_models_of_0_1() throws IOException {
        assertThat(read(written()).entries()).isNull();
        Model plain = Models.labelled();
        long[][] entries = {{5, 0, 7}, {1L << 40, 2, 3, 4}, {6, 6}};
        Model counted =
                new Model(plain.ktensor(), plain.info(), plain.labels(), entries, plain.trace(), plain.scales());
        ModelStore.write(counted, hadoop(temp.resolve("counted")), conf, false);
        Model back = read(temp.resolve("counted"));
        assertThat(back.entries()).isDeepEqualTo(entries);
        assertThat(back.labels()).isDeepEqualTo(plain.labels());
        assertThat(back.ktensor().factors()).containsExactly(plain.ktensor().factors());
        assertThat(ModelStore.readInfo(hadoop(temp.resolve("counted")), conf)).isEqualTo(plain.info());
        long[][] wrong = {{5, 0, -7}, {1, 2, 3, 4}, {6, 6}};
        ModelStore.write(
                new Model(plain.ktensor(), plain.info(), plain.labels(), wrong, plain.trace(), null),
                hadoop(temp.resolve("wrong")),
                conf,
                false);
        assertThatThrownBy(() -> read(temp.resolve("wrong")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("part-00000.parquet: row 2 has -7 entries, not 0 or more");
        long[][] few = {{5, 0}, {1, 2, 3, 4}, {6, 6}};
        assertThatThrownBy(() -> new Model(plain.ktensor(), plain.info(), null, few, List.of(), null))
                .hasMessageContaining("mode 0 of a model of 3 x 4 x 2 needs a number of entries for each row");
    }

    @Test
    void the_folder_holds_what_the_contract_says_and_nothing_else() throws IOException {
        Path folder = written();
        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> folder.relativize(f).toString()))
                    .containsExactlyInAnyOrder(
                            "model.json",
                            "trace.jsonl",
                            "factors/mode=0/part-00000.parquet",
                            "factors/mode=1/part-00000.parquet",
                            "factors/mode=2/part-00000.parquet");
        }
        JsonNode json = new ObjectMapper().readTree(folder.resolve("model.json").toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "formatVersion",
                        "polyadVersion",
                        "shape",
                        "rank",
                        "loss",
                        "unlisted",
                        "lambda",
                        "modes",
                        "objective",
                        "stopReason",
                        "iterations",
                        "seed",
                        "options");
        assertThat(json.get("shape").toString()).isEqualTo("[3,4,2]");
        assertThat(json.get("objective").doubleValue()).isEqualTo(-12.5);
        assertThat(Files.readAllLines(folder.resolve("trace.jsonl")))
                .containsExactly(
                        "{\"iteration\":1,\"objective\":-10.0,\"regularization\":0.5,\"seconds\":0.25,\"fit\":null,"
                                + "\"holdoutObjective\":null,\"estimated\":false}",
                        "{\"iteration\":2,\"objective\":-12.5,\"regularization\":0.25,\"seconds\":0.5,\"fit\":null,"
                                + "\"holdoutObjective\":-3.0,\"estimated\":true}");
    }

    @Test
    void models_without_labels_or_trace_or_objective_are_models_too() throws IOException {
        Model model = Models.plain(Models.ktensor(3, 5, 2, 9), "gaussian");
        ModelStore.write(model, hadoop(temp.resolve("new/deep/model")), conf, false);
        Files.delete(temp.resolve("new/deep/model/trace.jsonl"));
        Model back = read(temp.resolve("new/deep/model"));
        assertThat(back.ktensor().factors()).containsExactly(model.ktensor().factors());
        assertThat(back.labels()).isNull();
        assertThat(back.info().objective()).isNaN();
        assertThat(back.trace()).isEqualTo(List.<Trace>of());
    }

    @Test
    void an_existing_model_is_only_replaced_when_asked_and_then_without_a_trace() throws IOException {
        Path folder = written();
        Model other = Models.plain(Models.ktensor(3, 1, 2, 2), "gaussian");
        assertThatThrownBy(() -> ModelStore.write(other, hadoop(folder), conf, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " exists already; --overwrite replaces it");
        assertThatThrownBy(() -> ModelStore.checkWritable(hadoop(folder), conf, false))
                .hasMessageContaining("exists already");
        ModelStore.checkWritable(hadoop(folder), conf, true);
        ModelStore.write(other, hadoop(folder), conf, true);
        assertThat(read(folder).ktensor().factors())
                .containsExactly(other.ktensor().factors());
        try (Stream<Path> beside = Files.list(temp)) {
            assertThat(beside).containsExactly(folder);
        }
    }

    @Test
    void what_is_no_model_is_never_replaced() throws IOException {
        Path home = Files.createDirectory(temp.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> ModelStore.checkWritable(hadoop(home), conf, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(home + " is no model (it has letter.txt), so --overwrite does not replace it");
        assertThat(home.resolve("letter.txt")).exists();
        assertThatThrownBy(() -> ModelStore.checkWritable(hadoop(home.resolve("letter.txt/model")), conf, false))
                .hasMessageContaining("cannot write")
                .hasMessageContaining("letter.txt");
    }

    @Test
    void a_place_that_cannot_be_written_is_known_before_the_work() throws IOException {
        // /proc takes no files from anybody, root included.
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        assertThatThrownBy(() ->
                        ModelStore.checkWritable(new org.apache.hadoop.fs.Path("/proc/polyad/model"), conf, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot write /proc/polyad/model: /proc");
        ModelStore.checkWritable(hadoop(temp.resolve("a/b")), conf, false);
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_write_that_fails_leaves_nothing() throws IOException {
        Model model = Models.labelled();
        model.labels()[1][2] = null;
        assertThatThrownBy(() -> ModelStore.write(model, hadoop(temp.resolve("model")), conf, false))
                .isInstanceOf(RuntimeException.class);
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    private void refusedAfter(Consumer<ObjectNode> change, String message) throws IOException {
        Path folder = temp.resolve("model");
        ModelStore.write(Models.labelled(), hadoop(folder), conf, Files.exists(folder));
        Path file = folder.resolve("model.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        change.accept(json);
        Files.writeString(file, json.toString());
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(folder + "/")
                .hasMessageContaining(message);
    }

    @Test
    void a_model_json_that_lies_is_refused_in_one_sentence() throws IOException {
        refusedAfter(j -> j.put("formatVersion", 2), "formatVersion is 2, but this Polyad reads 1");
        refusedAfter(j -> j.remove("rank"), "rank must be a whole number of 1 or more, found nothing");
        refusedAfter(j -> j.put("rank", 3), "lambda has 2 numbers, but rank is 3");
        refusedAfter(j -> j.put("rank", 2000000000), "memory");
        refusedAfter(j -> j.putArray("shape").add(3).add(4), "modes must be an array of 2, found 3");
        refusedAfter(
                j -> j.putArray("shape").add(3).add(-4).add(2), "shape needs whole numbers of 1 or more, found -4");
        refusedAfter(j -> j.putArray("shape").add(3).add(2147483647).add(2), "more than there is memory");
        refusedAfter(j -> j.putArray("shape").add(3).add(5).add(2), "mode=1 has 4 rows, but the mode's size is 5");
        refusedAfter(j -> j.putArray("lambda").add(3).add("x"), "lambda needs finite numbers, found \"x\"");
        refusedAfter(j -> j.put("loss", 5), "loss must be a text, found 5");
        refusedAfter(j -> j.put("unlisted", "gone"), "unlisted must be zero, missing or null, found 'gone'");
        refusedAfter(j -> j.put("seed", 1.5), "seed must be a whole number, found 1.5");
    }

    @Test
    void files_that_are_missing_cut_or_junk_are_named() throws IOException {
        Path folder = written();
        Path part = folder.resolve("factors/mode=1/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(part);
        Files.write(part, new byte[200]);
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part.toString());
        Files.write(part, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part.toString());
        Files.delete(part);
        assertThatThrownBy(() -> read(folder)).hasMessage(part.getParent() + " has 0 rows, but the mode's size is 4");
        Files.delete(part.getParent());
        assertThatThrownBy(() -> read(folder)).hasMessage("the folder " + part.getParent() + " is missing");
        Files.writeString(folder.resolve("model.json"), "{\n\"rank\": }");
        assertThatThrownBy(() -> read(folder)).hasMessageStartingWith(folder.resolve("model.json") + ":2: not JSON");
        Files.delete(folder.resolve("model.json"));
        assertThatThrownBy(() -> read(folder)).hasMessage(folder + " is no model: it has no model.json");
        assertThatThrownBy(() -> read(temp.resolve("none"))).hasMessage("no such model: " + temp.resolve("none"));
    }

    @Test
    void a_flipped_byte_of_a_factor_reads_or_is_refused_in_one_sentence() throws IOException {
        Path folder = written();
        Path part = folder.resolve("factors/mode=0/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(part);
        for (int at = 0; at < bytes.length; at += 13) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x55;
            Files.write(part, damaged);
            try {
                read(folder);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).contains("mode=0").hasLineCount(1);
            }
        }
    }

    /** Or the same numbers would be other bytes in each JVM. */
    @Test
    void the_footer_lists_encodings_in_a_fixed_order() throws IOException {
        byte[] file = Files.readAllBytes(written().resolve("factors/mode=0/part-00000.parquet"));
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
        List<ColumnChunk> chunks = footer.getRow_groups().get(0).getColumns();
        assertThat(chunks).hasSize(3).allSatisfy(chunk -> assertThat(
                        chunk.getMeta_data().getEncodings())
                .isSorted());
        assertThat(chunks).anySatisfy(chunk -> assertThat(chunk.getMeta_data().getEncodings())
                .hasSizeGreaterThan(1));
    }

    @Test
    void a_footer_is_sorted_whatever_comes_before_it() throws IOException {
        Model model = Models.plain(Models.ktensor(3, 9, 40_000, 2), "gaussian");
        ModelStore.write(model, hadoop(temp.resolve("large")), conf, false);
        Path part = temp.resolve("large/factors/mode=0/part-00000.parquet");
        assertThat(Files.size(part)).isGreaterThan(2 << 20);
        assertThat(read(temp.resolve("large")).ktensor().factors())
                .containsExactly(model.ktensor().factors());
    }
}
