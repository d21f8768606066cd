package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.Model;
import org.polyad.spark.Models;

class ExportImportTest {
    @TempDir
    Path temp;

    @Test
    void an_exported_model_comes_back_the_same() throws Exception {
        Model model = Models.labelled();
        Path folder = Run.store(model, temp.resolve("model"));
        for (String name : new String[] {"m.ktensor", "m.ktensor.gz", "m.txt.zst"}) {
            Path text = temp.resolve(name);
            assertThat(Run.polyad("export", "--model", folder, "--output", text))
                    .isEqualTo(new Run(0, "", ""));
            Path back = temp.resolve("back-" + name);
            assertThat(Run.polyad("import", "--input", text, "--output", back).err())
                    .isEmpty();
            Model read = Run.read(back);
            assertThat(read.ktensor().score(model.ktensor())).isGreaterThan(1 - 1e-14);
            assertThat(read.ktensor().valueAt(2, 1, 1))
                    .isCloseTo(model.ktensor().valueAt(2, 1, 1), org.assertj.core.api.Assertions.within(1e-13));
            assertThat(read.info().loss()).isEqualTo("gaussian");
            assertThat(read.info().modes()).containsExactly("mode 0", "mode 1", "mode 2");
            assertThat(read.labels()).isNull();
        }
        assertThat(Files.readString(temp.resolve("m.ktensor"))).startsWith("ktensor\n3\n3 4 2 \n2\n");
        Run again = Run.polyad("export", "--model", folder, "--output", temp.resolve("m.ktensor"));
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("polyad: " + temp.resolve("m.ktensor") + " exists already; --overwrite replaces it\n");
        assertThat(Run.polyad("export", "--model", folder, "--output", temp.resolve("m.ktensor"), "--overwrite")
                        .code())
                .isZero();
    }

    /** SparTen's truth has no line for the rank. */
    @Test
    void a_text_without_the_rank_is_a_model() throws Exception {
        Path text = Files.writeString(
                temp.resolve("m.ktensor"),
                "ktensor\n3\n2 2 1\n4.5e+00 2\nmatrix\n2\n2 2\n1 0\n0 1\nmatrix\n2\n2 2\n0 1\n1 0\nmatrix\n2\n1 2\n1 1\n");
        assertThat(Run.polyad("import", "--input", text, "--output", temp.resolve("m"), "--loss", "poisson"))
                .isEqualTo(new Run(0, "", ""));
        Model read = Run.read(temp.resolve("m"));
        assertThat(read.ktensor().lambda()).containsExactly(4.5, 2);
        assertThat(read.ktensor().valueAt(0, 1, 0)).isEqualTo(4.5);
        assertThat(read.ktensor().valueAt(1, 0, 0)).isEqualTo(2);
        String data = System.getenv("POLYAD_DATA");
        Path truth = Path.of(data == null ? "" : data, "sparten-truth.ktensor.gz");
        if (data != null && Files.exists(truth)) {
            assertThat(Run.polyad("import", "--input", truth, "--output", temp.resolve("t"), "--loss", "poisson"))
                    .isEqualTo(new Run(0, "", ""));
            Model sparten = Run.read(temp.resolve("t"));
            assertThat(sparten.ktensor().shape().sizes()).containsExactly(10, 10, 10);
            assertThat(sparten.ktensor().rank()).isEqualTo(5);
        }
    }

    @Test
    void a_model_can_be_like_another() throws Exception {
        Path folder = Run.store(Models.labelled(), temp.resolve("model"));
        Path text = temp.resolve("m.ktensor");
        Run.polyad("export", "--model", folder, "--output", text);
        Path back = temp.resolve("back");
        Run run = Run.polyad("import", "--input", text, "--output", back, "--like", folder, "--loss", "huber(delta=2)");
        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(Run.read(back).labels()).isDeepEqualTo(Models.labelled().labels());
        assertThat(Run.read(back).info().modes()).containsExactly("user", "item", "hour");
        assertThat(Run.read(back).info().unlisted()).isEqualTo("zero");
        assertThat(Run.read(back).info().loss()).startsWith("huber");
    }

    @Test
    void what_is_wrong_is_one_line_and_nothing_is_left() throws Exception {
        Path folder = Run.store(Models.labelled(), temp.resolve("model"));
        Path text = temp.resolve("m.ktensor");
        Run.polyad("export", "--model", folder, "--output", text);
        Path out = temp.resolve("out");
        wrong(
                "loss poisson needs a model without negative numbers, but factor",
                "import",
                "--input",
                text,
                "--output",
                out,
                "--loss",
                "poisson");
        wrong("--modes must name 3 modes, found 2", "import", "--input", text, "--output", out, "--modes", "a,b");
        wrong("exists already", "import", "--input", text, "--output", folder);
        wrong("poison", "import", "--input", text, "--output", out, "--loss", "poison");
        wrong("unlisted must be zero or missing", "import", "--input", text, "--output", out, "--unlisted", "no");
        wrong("no such model: " + out, "export", "--model", out, "--output", temp.resolve("x"));
        wrong("is a folder, and a file", "export", "--model", folder, "--output", temp);
        Files.writeString(text, "ktensor\n3\n4 5 x\n");
        wrong(text + ":3: the size of mode 2", "import", "--input", text, "--output", out);
        Files.writeString(text, "");
        wrong(text + " is empty", "import", "--input", text, "--output", out);
        wrong("Missing required option", "import", "--input", text);
        assertThat(out).doesNotExist();
        assertThat(temp).isDirectoryNotContaining("glob:**/.*");
    }

    private static void wrong(String message, Object... args) {
        Run run = Run.polyad(args);
        assertThat(run.err()).startsWith("polyad: ").contains(message).hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
    }
}
