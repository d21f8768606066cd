package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.solver.FitState;

/** Folders and checkpoints appear whole, on file systems that rename in one step and on those that do not. */
class CommitTest {
    @TempDir
    Path temporary;

    private final Configuration conf = new Configuration();

    /** As an object store: no rename at all is better than one that can stop half-way. */
    public static final class Store extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("store:///");
        }

        @Override
        public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) throws IOException {
            throw new IOException("rename " + from);
        }
    }

    private org.apache.hadoop.fs.Path store(String name) {
        conf.set("fs.store.impl", Store.class.getName());
        return new org.apache.hadoop.fs.Path("store://" + temporary.resolve(name));
    }

    private org.apache.hadoop.fs.Path file(String name) {
        return new org.apache.hadoop.fs.Path(temporary.resolve(name).toUri());
    }

    @Test
    void what_a_killed_run_left_goes_and_what_a_running_one_writes_stays() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        String host = Beside.writer().substring(0, 8);
        Path running = Files.createDirectories(
                temporary.resolve(".m.tmp-" + host + "-" + other.pid() + "-" + UUID.randomUUID()));
        Path elsewhere = Files.createDirectories(temporary.resolve(".m.tmp-00000000-1-" + UUID.randomUUID()));
        Path unlike = Files.createDirectories(temporary.resolve(".m.tmp-mine"));
        WholeFolder folder = new WholeFolder(file("m"), conf, Replaceable.MODEL);
        folder.clear();
        assertThat(List.of(running, elsewhere, unlike)).allMatch(Files::exists);
        other.destroyForcibly().waitFor();
        folder.clear();
        assertThat(running).doesNotExist();
        assertThat(List.of(elsewhere, unlike)).allMatch(Files::exists);
    }

    @Test
    void a_model_that_a_killed_run_was_replacing_comes_back() throws Exception {
        Process other = new ProcessBuilder("true").start();
        other.waitFor();
        String writer = Beside.writer().substring(0, 8) + "-" + other.pid() + "-" + UUID.randomUUID();
        Files.writeString(
                Files.createDirectories(temporary.resolve(".m.old-" + writer)).resolve("model.json"), "old");
        WholeFolder folder = new WholeFolder(file("m"), conf, Replaceable.MODEL);
        folder.clear();
        assertThat(temporary.resolve("m/model.json")).hasContent("old");
        assertThat(names()).containsExactly("m");
    }

    @Test
    void of_two_that_write_at_once_the_first_wins_and_the_second_says_so() throws Exception {
        for (org.apache.hadoop.fs.Path path : List.of(file("m"), store("s"))) {
            WholeFolder first = new WholeFolder(path, conf, Replaceable.MODEL);
            WholeFolder second = new WholeFolder(path, conf, Replaceable.MODEL);
            boolean store = !WholeFolder.renamesAtOnce(first.files());
            if (store) {
                first.write(
                        (files, folder) -> {
                            assertThatThrownBy(() -> second.write(content("2"), false))
                                    .hasMessageContaining("another job is writing");
                            content("1").write(files, folder);
                        },
                        false);
            } else {
                assertThatThrownBy(() -> second.write(
                                (files, folder) -> {
                                    content("2").write(files, folder);
                                    first.write(content("1"), false);
                                },
                                false))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("exists already");
            }
            Path at = temporary.resolve(path.getName());
            assertThat(at.resolve("model.json")).hasContent("1");
            assertThat(at.resolve("data")).hasContent("1");
            try (Stream<Path> inside = Files.list(at)) {
                assertThat(inside).hasSize(2);
            }
        }
        assertThat(names()).containsExactly("m", "s");
    }

    @Test
    void without_a_rename_the_last_file_makes_the_folder_valid() throws Exception {
        WholeFolder folder = new WholeFolder(store("s"), conf, Replaceable.MODEL);
        folder.write(content("1"), false);
        assertThatThrownBy(() -> folder.write(content("2"), false)).hasMessageContaining("exists already");
        assertThat(temporary.resolve("s/data")).hasContent("1");
        // A writer that dies between two files: nobody reads what it left as a model.
        assertThatThrownBy(() -> folder.write(
                        (files, at) -> {
                            files.create(new org.apache.hadoop.fs.Path(at, "data"))
                                    .close();
                            throw new IOException("disk full");
                        },
                        true))
                .hasMessageContaining("disk full");
        assertThat(temporary.resolve("s/model.json")).doesNotExist();
        Files.writeString(temporary.resolve("s/_writing-00000000-1-" + UUID.randomUUID()), "");
        assertThat(folder.exists()).isFalse();
        assertThat(ModelStore.exists(store("s"), conf)).isFalse();
        assertThatThrownBy(() -> ModelStore.read(store("s"), conf)).hasMessageContaining("is no model");
    }

    /** Hadoop's local file system throws an Error for it. */
    @Test
    void a_full_disk_is_an_exception_and_leaves_nothing() throws Exception {
        org.apache.hadoop.fs.Path full = new org.apache.hadoop.fs.Path("/dev/full");
        assumeTrue(Files.exists(Path.of("/dev/full")));
        WholeFolder.Content content = (files, at) -> {
            try (var out = WholeFolder.plain(full.getFileSystem(conf)).create(full, true)) {
                out.writeBytes("x");
            }
        };
        for (WholeFolder each : List.of(
                new WholeFolder(file("m"), conf, Replaceable.MODEL),
                new WholeFolder(store("s"), conf, Replaceable.MODEL))) {
            assertThatThrownBy(() -> each.write(content, false))
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith("cannot write ")
                    .hasMessageEndingWith(": No space left on device");
        }
        assertThat(temporary.resolve("s")).isEmptyDirectory();
        assertThatThrownBy(() -> new WholeFile(file("f"), conf, false).write(out -> content.write(null, null)))
                .isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("s");
    }

    @Test
    void two_fits_do_not_share_a_checkpoint() throws Exception {
        for (org.apache.hadoop.fs.Path path : List.of(file("c"), store("d"))) {
            Checkpoint first = new Checkpoint(path, conf);
            Checkpoint second = new Checkpoint(path, conf);
            first.save(saved(10));
            assertThatThrownBy(() -> second.save(saved(5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another fit saves its state");
            first.save(saved(20));
            second.delete();
            assertThat(new Checkpoint(path, conf).load().state().iteration()).isEqualTo(20);
            first.save(saved(30));
            try (Stream<Path> files = Files.list(temporary.resolve(path.getName()))) {
                assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("state-2", "state-3");
            }
        }
    }

    @Test
    void a_checkpoint_that_is_done_with_takes_nothing_of_others_along() throws Exception {
        for (org.apache.hadoop.fs.Path path : List.of(file("home"), store("bucket"))) {
            Path folder = temporary.resolve(path.getName());
            Path letters = Files.createDirectories(folder.resolve("letters"));
            Files.writeString(folder.resolve("state-of-affairs"), "mine");
            Checkpoint checkpoint = new Checkpoint(path, conf);
            checkpoint.save(saved(10));
            checkpoint.save(saved(20));
            checkpoint.delete();
            assertThat(folder.resolve("state-of-affairs")).hasContent("mine");
            assertThat(letters).exists();
            assertThat(folder.resolve("state-1")).doesNotExist();
            assertThat(folder.resolve("state-2")).doesNotExist();
            assertThat(new Checkpoint(path, conf).isEmpty()).isTrue();
        }
        Checkpoint own = new Checkpoint(file("own"), conf);
        own.save(saved(10));
        Files.writeString(temporary.resolve("own/.writing-00000000-1-" + UUID.randomUUID()), "half");
        own.delete();
        assertThat(temporary.resolve("own")).doesNotExist();
    }

    @Test
    void a_damaged_state_is_passed_over() throws Exception {
        Checkpoint checkpoint = new Checkpoint(file("c"), conf);
        checkpoint.save(saved(10));
        checkpoint.save(saved(20));
        Path newest = temporary.resolve("c/state-2");
        byte[] whole = Files.readAllBytes(newest);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(newest, java.util.Arrays.copyOf(whole, length));
            assertThat(new Checkpoint(file("c"), conf).load().state().iteration())
                    .isEqualTo(10);
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(newest, flipped);
            assertThat(new Checkpoint(file("c"), conf).load().state().iteration())
                    .isEqualTo(10);
        }
        Files.write(newest, whole);
        assertThat(new Checkpoint(file("c"), conf).load().state().iteration()).isEqualTo(20);
    }

    private org.apache.hadoop.fs.Path unsteady(String name) {
        conf.set("fs.unsteady.impl", Unsteady.class.getName());
        return new org.apache.hadoop.fs.Path("unsteady://" + temporary.resolve(name));
    }

    @Test
    void a_state_that_cannot_be_read_now_is_not_taken_for_damaged() throws Exception {
        Checkpoint checkpoint = new Checkpoint(unsteady("c"), conf);
        checkpoint.save(saved(10));
        checkpoint.save(saved(20));
        for (IOException away : List.of(new ConnectException("refused"), new EOFException("End of File Exception"))) {
            Unsteady.closed = away;
            assertThatThrownBy(checkpoint::load).isSameAs(away);
            assertThat(checkpoint.damaged()).isEmpty();
        }
        Unsteady.steady();
        assertThat(checkpoint.load().state().iteration()).isEqualTo(20);
        assertThat(checkpoint.damaged()).isEmpty();
        Files.writeString(temporary.resolve("c/state-2"), "not a state, but as long as one may be");
        assertThat(checkpoint.load().state().iteration()).isEqualTo(10);
        assertThat(checkpoint.damaged()).hasSize(1);
        Unsteady.closed = new ChecksumException("a replica that is corrupt", 0);
        assertThatThrownBy(checkpoint::load).hasMessageContaining("is damaged, nothing in it can be resumed");
    }

    @Test
    void a_state_that_was_cut_short_in_an_object_store_goes_and_the_next_is_saved() throws Exception {
        Checkpoint checkpoint = new Checkpoint(unsteady("c"), conf);
        checkpoint.save(saved(10));
        Unsteady.broken = 1;
        assertThatThrownBy(() -> checkpoint.save(saved(20))).hasMessage("the store is away");
        assertThat(temporary.resolve("c/state-2")).doesNotExist();
        checkpoint.save(saved(30));
        assertThat(new Checkpoint(unsteady("c"), conf).load().state().iteration())
                .isEqualTo(30);
    }

    @Test
    void a_state_that_cannot_be_moved_is_an_error_and_one_of_another_fit_is_told_as_such() throws Exception {
        conf.set("fs.file.impl", Unsteady.class.getName());
        conf.setBoolean("fs.file.impl.disable.cache", true);
        Checkpoint checkpoint = new Checkpoint(file("c"), conf);
        Unsteady.refused = 1;
        assertThatThrownBy(() -> checkpoint.save(saved(10)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot move");
        Unsteady.refused = 1;
        Unsteady.another = true;
        assertThatThrownBy(() -> checkpoint.save(saved(10))).hasMessageContaining("another fit saves its state");
        try (Stream<Path> left = Files.list(temporary.resolve("c"))) {
            assertThat(left.map(f -> f.getFileName().toString())).containsExactly("state-1");
        }
    }

    @Test
    void a_move_whose_answer_is_lost_has_happened() throws Exception {
        Files.writeString(temporary.resolve("f"), "old");
        Unsteady.lost = 2;
        new WholeFile(unsteady("f"), conf, true).write(out -> out.write('n'));
        assertThat(temporary.resolve("f")).hasContent("n");
        Unsteady.refused = 1;
        WholeFile again = new WholeFile(unsteady("g"), conf, false);
        assertThatThrownBy(() -> again.write(out -> out.write('n'))).hasMessageContaining("cannot rename");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void what_cannot_be_removed_does_not_undo_what_was_written() throws Exception {
        WholeFolder store = new WholeFolder(unsteady("s"), conf, Replaceable.MODEL);
        Unsteady.stuck = "_writing-";
        store.write(content("1"), false);
        assertThat(store.exists()).isTrue();
        Unsteady.steady();
        store.write(content("2"), true);
        assertThat(temporary.resolve("s/model.json")).hasContent("2");
        Unsteady.stuck = ".f.old-";
        Files.writeString(temporary.resolve("f"), "old");
        new WholeFile(unsteady("f"), conf, true).write(out -> out.write('n'));
        assertThat(temporary.resolve("f")).hasContent("n");
    }

    @Test
    void a_file_system_that_went_away_hides_no_reason_and_the_next_attempt_is_let_in() throws Exception {
        WholeFolder store = new WholeFolder(unsteady("s"), conf, Replaceable.MODEL);
        WholeFolder.Content failing = (files, folder) -> {
            files.create(new org.apache.hadoop.fs.Path(folder, "data")).close();
            Unsteady.stuck = "";
            throw new IOException("why");
        };
        assertThatThrownBy(() -> store.write(failing, false)).hasMessageEndingWith(": why");
        Unsteady.steady();
        new WholeFolder(unsteady("s"), conf, Replaceable.MODEL).write(content("1"), false);
        try (Stream<Path> inside = Files.list(temporary.resolve("s"))) {
            assertThat(inside.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("data", "model.json");
        }
    }

    @AfterEach
    void steady() {
        Unsteady.steady();
    }

    private static Checkpoint.Saved saved(int iteration) {
        FitState state = new FitState(0, iteration, 1.5, new double[][] {{1, 2}, {3}}, List.of(), List.of(), null);
        return new Checkpoint.Saved(state, Map.of("rank", "2"), "feed");
    }

    private static WholeFolder.Content content(String text) {
        return (files, folder) -> {
            for (String name : List.of("data", "model.json")) {
                try (var out = files.create(new org.apache.hadoop.fs.Path(folder, name), false)) {
                    out.writeBytes(text);
                }
            }
        };
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
