package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.spark.Model;

/** Csv as other programs write it gives the model that the clean table gives, on either engine. */
class CsvKindsTest {
    private static final String CLEAN = "who,what,n\nann,caf\u00e9,3\nbob,tea,1\nann,tea,2\ncid,caf\u00e9,5\n";

    @TempDir
    Path folder;

    @BeforeEach
    void session() {
        TestFiles.session();
    }

    private Running fit(Path data, String engine, Object... more) {
        List<Object> args = new ArrayList<>(List.of("fit", "--input", data, "--output", folder.resolve("m")));
        args.addAll(List.of("--rank", 1, "--loss", "poisson", "--unlisted", "zero", "--overwrite", "--engine", engine));
        args.addAll(List.of(more));
        return Running.of(args.toArray());
    }

    private void assertClean(Path data, Object... more) throws Exception {
        Object[] columns = {"--columns", "who,what", "--value", "n"};
        Running clean = fit(Files.writeString(folder.resolve("clean.csv"), CLEAN), "local", columns);
        assertThat(clean.code()).as(clean.err()).isZero();
        Model expected = Run.read(folder.resolve("m"));
        for (String engine : List.of("local", "spark")) {
            for (Object[] how :
                    new Object[][] {columns, {"--columns", "who,lower(what) as what", "--value", "n * 1"}}) {
                List<Object> all = new ArrayList<>(List.of(how));
                all.addAll(List.of(more));
                Running run = fit(data, engine, all.toArray());
                assertThat(run.code()).as(run.err()).isZero();
                Model read = Run.read(folder.resolve("m"));
                assertThat(read.labels()).isDeepEqualTo(expected.labels());
                assertThat(read.info().objective()).isEqualTo(expected.info().objective());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,UTF-8",
        "ISO-8859-1,latin1",
        "windows-1252,cp1252",
        "UTF-16,UTF-16",
        "UTF-16LE,UTF-16",
        "UTF-16BE,utf-16be"
    })
    void encodings(String written, String named) throws Exception {
        String mark = written.equals("UTF-16LE") ? "\uFEFF" : "";
        Path file = Files.write(folder.resolve("t.csv"), (mark + CLEAN).getBytes(Charset.forName(written)));
        assertClean(file, "--encoding", named);
    }

    @Test
    void texts_that_are_null() throws Exception {
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                CLEAN.replace("bob,", "NA,x,7\nbob,") + "ann,-,4\nann,tea,\"null\"\ncid,tea, NA\n");
        assertClean(file, "--na", "NA,null,-", "--nulls", "drop");
        assertThat(fit(file, "local", "--columns", "who,what", "--value", "n", "--na", "NA,-")
                        .err())
                .startsWith(
                        "polyad: " + file + ":3: column who is empty, expected a label; it is empty (null) for who in 1"
                                + " row, what in 1 row, n in 1 row: --nulls drop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_that_are_no_table(String end) throws Exception {
        String lines = "a report, \"of\n4 rows\n" + CLEAN.replace("bob,", "# bob is \"new\nbob,") + "# end\n";
        Path file = Files.writeString(folder.resolve("t.csv"), lines.replace("\n", end));
        assertClean(file, "--skip-lines", 2, "--comment", "#");
        Path bad = Files.writeString(folder.resolve("b.csv"), (lines + "dan\n").replace("\n", end));
        for (String engine : List.of("local", "spark")) {
            assertThat(fit(bad, engine, "--columns", "who,what", "--skip-lines", 2, "--comment", "#")
                            .err())
                    .isEqualTo("polyad: " + bad + ":10: expected 3 fields, found 1\n");
        }
    }

    @Test
    void blanks_between_fields() throws Exception {
        String blanks = "  who   what\t n\nann caf\u00e9     3 \n\"bob\"\t\ttea 1\n  ann   \"tea\"  2\ncid caf\u00e9 5";
        assertClean(Files.writeString(folder.resolve("t.txt"), blanks), "--format", "csv", "--delimiter", "blanks");
        assertThat(FoldedBlanks.of(" a  \"b  c\" \"d \"\" e\"\t f ")).isEqualTo("a\t\"b  c\"\t\"d \"\" e\"\tf");
        assertThat(FoldedBlanks.of("   ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void a_wrong_byte_is_named_by_its_line(String engine) throws IOException {
        StringBuilder text = new StringBuilder("who,what\n");
        for (int row = 0; row < 20_000; row++) {
            text.append(row % 7).append(row == 15_000 ? ",\u00e9t\u00e9\r\n" : ",x\r\n");
        }
        Path file = Files.write(folder.resolve("t.csv"), text.toString().getBytes(Charset.forName("ISO-8859-1")));
        assertThat(fit(file, engine, "--columns", "who,what").err())
                .isEqualTo("polyad: " + file + ":15002: a byte there is not UTF-8 text; --encoding says what it is"
                        + " (UTF-8, UTF-16, ISO-8859-1, windows-1252)\n");
    }

    @Test
    void options_that_mean_nothing_are_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), CLEAN);
        assertThat(fit(file, "local", "--encoding", "latin-99").err()).contains("--encoding must be a name like UTF-8");
        assertThat(fit(file, "local", "--delimiter", "::").err())
                .contains("--delimiter must be one character, or blanks");
        assertThat(fit(file, "local", "--comment", "//").err()).contains("--comment must be one character");
        assertThat(fit(file, "local", "--skip-lines", -1).err()).contains("--skip-lines must be 0 or more");
    }
}
