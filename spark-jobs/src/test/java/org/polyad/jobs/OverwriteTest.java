package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.Models;

/** What every command that writes may replace, and that it writes through symbolic links. */
class OverwriteTest {
    @TempDir
    Path folder;

    /** By name: the command without the option that names the output, which is the last word. */
    private final Map<String, List<Object>> folders = new LinkedHashMap<>();

    private final Map<String, List<Object>> files = new LinkedHashMap<>();

    @BeforeEach
    void commands() throws Exception {
        TestFiles.session();
        Path tns = TestFiles.write(folder.resolve("t.tns"), "1 1 1 2\n2 2 1 1\n3 1 2 4\n2 3 2 1\n3 4 1 2\n");
        Path csv = TestFiles.write(folder.resolve("t.csv"), "user,item\nann,ant\nbob,bee\nann,bee\ncyd,ant\n");
        Path model = Run.store(Models.labelled(), folder.resolve("model"));
        Path text = folder.resolve("in.ktensor");
        assertThat(Running.of("export", "--model", model, "--output", text).code())
                .isZero();
        Object[] fit = {
            "fit", "--input", tns, "--rank", 1, "--loss", "poisson", "--unlisted", "zero", "--max-iterations", 2
        };
        folders.put("fit", with(fit, "--output"));
        folders.put("import", List.of("import", "--input", text, "--output"));
        folders.put(
                "truth",
                with(
                        new Object[] {"generate", "--dims", "3,4", "--nnz", 9, "--rank", 1},
                        "--output",
                        folder.resolve("g.tns"),
                        "--truth"));
        folders.put("generate", List.of("generate", "--dims", "3,4", "--nnz", 9, "--engine", "spark", "--output"));
        folders.put(
                "experiment",
                List.of(
                        "experiment",
                        "--input",
                        tns,
                        "--losses",
                        "poisson",
                        "--unlisted",
                        "zero",
                        "--max-iterations",
                        2,
                        "--holdout",
                        0.3,
                        "--ranks",
                        "1",
                        "--output"));
        files.put("export.ktensor", List.of("export", "--model", model, "--output"));
        files.put("report.html", List.of("report", "--model", model, "--output"));
        files.put("predict.tns", List.of("predict", "--model", model, "--input", tns, "--output"));
        files.put(
                "recommend.csv",
                List.of("recommend", "--model", model, "--user-mode", 0, "--item-mode", 1, "--output"));
        files.put("generate.tns", List.of("generate", "--dims", "3,4", "--nnz", 9, "--rank", 1, "--output"));
        files.put(
                "split.csv",
                List.of("split", "--input", csv, "--share", 0.5, "--test", folder.resolve("other.csv"), "--train"));
        files.put("page.html", with(fit, "--output", folder.resolve("fitted"), "--report"));
    }

    private static List<Object> with(Object[] words, Object... more) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all;
    }

    private Running run(List<Object> command, Path output, Object... more) {
        // What generate writes beside its --truth is not looked at here.
        folder.resolve("g.tns").toFile().delete();
        List<Object> words = new ArrayList<>(command);
        words.add(output);
        words.addAll(List.of(more));
        return Running.of(words.toArray());
    }

    private static String name(String name) {
        // generate in tasks tells the format by the folder's name
        return name.equals("generate") ? "generate.tns" : name;
    }

    private static void refused(String what, Running run) {
        assertThat(run.code()).as(what + ": " + run.err()).isEqualTo(ExitCodes.WRONG_INPUT);
        String errors = String.join(
                "\n",
                run.err().lines().filter(line -> line.startsWith("polyad: ")).toList());
        assertThat(errors).as(what).hasLineCount(1);
    }

    private static void done(String what, Running run) {
        assertThat(run.code()).as(what + ": " + run.err()).isZero();
    }

    /** Somebody's folder, and other programs' folders whose files are named like ours. */
    @Test
    void a_folder_that_is_not_ours_is_never_replaced() throws IOException {
        for (String marker : List.of("", "model.json", "experiment.json", "_SUCCESS", "config/app.json")) {
            for (String name : folders.keySet()) {
                Path home = folder.resolve("home" + marker.replace('/', '-') + "-" + name(name));
                Path letter = Files.createDirectories(home.resolve("config")).resolveSibling("letter.txt");
                Files.writeString(letter, "dear");
                if (!marker.isEmpty()) {
                    Files.writeString(home.resolve(marker), "{\"formatVersion\": 1, \"holdout-seed\": \"1\"}");
                }
                refused(name, run(folders.get(name), home, "--overwrite"));
                refused(name, run(folders.get(name), home));
                assertThat(letter).hasContent("dear");
            }
        }
        for (String name : List.of("fit", "experiment")) {
            Path foreign = Files.createDirectories(folder.resolve("foreign-" + name));
            for (String marker : List.of("model.json", "experiment.json")) {
                Files.writeString(foreign.resolve(marker), "{\"modelTopology\": {}}");
            }
            refused(name, run(folders.get(name), foreign, "--overwrite"));
            assertThat(foreign.resolve("model.json")).exists();
        }
    }

    @Test
    void what_is_ours_and_what_is_empty_is_replaced() throws IOException {
        for (String name : folders.keySet()) {
            Path output = Files.createDirectories(folder.resolve("ours-" + name(name)));
            done(name, run(folders.get(name), output, "--overwrite"));
            if (!name.equals("experiment")) {
                refused(name, run(folders.get(name), output));
            }
            done(name, run(folders.get(name), output, "--overwrite"));
        }
    }

    @Test
    void a_file_replaces_no_folder_and_no_device() throws IOException {
        for (String name : files.keySet()) {
            Path home = Files.createDirectories(folder.resolve("home-" + name));
            Files.writeString(home.resolve("letter.txt"), "dear");
            refused(name, run(files.get(name), home, "--overwrite"));
            assertThat(home.resolve("letter.txt")).hasContent("dear");
        }
        assumeTrue(Files.exists(Path.of("/dev/null")));
        refused("device", run(files.get("export.ktensor"), Path.of("/dev/null"), "--overwrite"));
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void a_link_to_a_folder_is_kept_and_its_target_written() throws IOException {
        for (String name : folders.keySet()) {
            Path real = Files.createDirectories(folder.resolve("disk/real-" + name(name)));
            Path link = Files.createSymbolicLink(folder.resolve("link-" + name(name)), real);
            done(name, run(folders.get(name), link, "--overwrite"));
            assertThat(link).as(name).isSymbolicLink();
            assertThat(real).as(name).isNotEmptyDirectory();
            done(name, run(folders.get(name), link, "--overwrite"));
            assertThat(link).as(name).isSymbolicLink();
            Path dangling =
                    Files.createSymbolicLink(folder.resolve("new-" + name(name)), Path.of("disk/new-" + name(name)));
            done(name, run(folders.get(name), dangling));
            assertThat(dangling).as(name).isSymbolicLink();
            assertThat(folder.resolve("disk/new-" + name(name))).as(name).isNotEmptyDirectory();
        }
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
        refused("circle", run(folders.get("fit"), circle, "--overwrite"));
        assertThat(circle).isSymbolicLink();
    }

    @Test
    void a_link_to_a_file_is_kept_and_its_target_written() throws IOException {
        Files.createDirectories(folder.resolve("disk"));
        for (String name : files.keySet()) {
            Path real = Files.writeString(folder.resolve("disk").resolve(name), "old");
            Path link = Files.createSymbolicLink(folder.resolve("link-" + name), real);
            refused(name, run(files.get(name), link));
            assertThat(real).as(name).hasContent("old");
            done(name, run(files.get(name), link, "--overwrite"));
            assertThat(link).as(name).isSymbolicLink();
            assertThat(Files.readString(real)).as(name).isNotEqualTo("old");
        }
    }

    @Test
    void a_checkpoint_that_is_a_link_stays_one() throws IOException {
        Path real = Files.createDirectories(folder.resolve("disk/c"));
        Path link = Files.createSymbolicLink(folder.resolve("m.checkpoint"), real);
        done("fit", run(folders.get("fit"), folder.resolve("m"), "--checkpoint-every", 1));
        assertThat(link).isSymbolicLink();
        assertThat(real).isEmptyDirectory();
    }
}
