package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model knows how the csv of its fit was written, and reads more of that kind without being told again. */
class KeptCsvTest {
    private static final String TABLE = "exported today\nwho;what;n\n!note\nann;caf\u00e9;3\nbob;tea;1\nann;tea;2\n"
            + "cid;caf\u00e9;5\nNA;tea;1\n";
    private static final List<String> KIND = List.of(
            "--skip-lines", "1", "--delimiter", ";", "--comment", "!", "--na", "NA", "--encoding", "ISO-8859-1");

    @TempDir
    Path folder;

    private Path data;
    private Path model;

    @BeforeEach
    void fit() throws Exception {
        TestFiles.session();
        data = Files.write(folder.resolve("t.csv"), TABLE.getBytes(StandardCharsets.ISO_8859_1));
        model = folder.resolve("m");
        List<Object> fit = new ArrayList<>(List.of("fit", "--input", data, "--output", model, "--rank", 1));
        fit.addAll(List.of("--loss", "poisson", "--unlisted", "zero", "--columns", "who,what", "--value", "n"));
        fit.addAll(List.of("--nulls", "drop"));
        fit.addAll(KIND);
        done(fit.toArray());
    }

    private static Running done(Object... command) {
        Running run = Running.of(command);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void refused(String words, Object... command) {
        Running run = Running.of(command);
        assertThat(run.err()).startsWith("polyad: ").contains(words).hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void evaluate_reads_it() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(done("evaluate", "--model", model, "--input", data, "--json")
                        .out());
        assertThat(json.get("entries").intValue()).isEqualTo(4);
        assertThat(json.get("objective").doubleValue())
                .isCloseTo(Run.read(model).info().objective(), within(1e-12));
    }

    @Test
    void predict_reads_it() throws Exception {
        Path out = folder.resolve("p.csv");
        done("predict", "--model", model, "--input", data, "--output", out);
        assertThat(Files.readAllLines(out)).hasSize(5).anyMatch(line -> line.startsWith("cid,caf\u00e9,"));
    }

    @Test
    void report_reads_it() throws Exception {
        Path out = folder.resolve("r.html");
        Running run = done("report", "--model", model, "--input", data, "--output", out);
        assertThat(run.err()).doesNotContain("left out");
        assertThat(Files.readString(out)).contains("[\"listed entries\",\"4\"]");
    }

    @Test
    void what_was_seen_is_read() throws Exception {
        Path out = folder.resolve("l.csv");
        done("recommend", "--model", model, "--exclude-seen", data, "--output", out);
        assertThat(Files.readAllLines(out).stream().map(line -> line.replaceAll(",[^,]*,[^,]*$", "")))
                .containsExactly("who,what", "bob,caf\u00e9", "cid,tea");
    }

    /** One option that is given puts all of them aside: the file is of another kind. */
    @Test
    void what_is_given_wins() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain.csv"), "who,what\nann,tea\n");
        refused(
                "has no column who",
                "predict",
                "--model",
                model,
                "--input",
                plain,
                "--output",
                folder.resolve("p.csv"));
        for (String command : List.of("predict", "recommend", "report", "evaluate")) {
            List<Object> words = new ArrayList<>(List.of(command, "--model", model, "--delimiter", ","));
            words.addAll(List.of(command.equals("recommend") ? "--exclude-seen" : "--input", plain));
            if (!command.equals("evaluate")) {
                words.addAll(
                        List.of("--output", folder.resolve(command + (command.equals("report") ? ".html" : ".csv"))));
            }
            if (command.equals("evaluate") || command.equals("report")) {
                Files.writeString(plain, "who,what,n\nann,tea,2\n");
            }
            done(words.toArray());
        }
    }

    @Test
    void another_format_is_read_by_its_own_rules() throws Exception {
        Path tabs = Files.writeString(folder.resolve("t.tsv"), "who\twhat\nann\ttea\n");
        Path out = folder.resolve("p.csv");
        done("predict", "--model", model, "--input", tabs, "--output", out);
        assertThat(Files.readAllLines(out)).hasSize(2);
    }

    @Test
    void split_parts_it() throws Exception {
        Path train = folder.resolve("train.csv");
        Path test = folder.resolve("test.csv");
        List<Object> words = new ArrayList<>(List.of("split", "--input", data, "--train", train, "--test", test));
        words.addAll(List.of("--share", "0.5"));
        words.addAll(KIND);
        done(words.toArray());
        List<String> rows = new ArrayList<>(Files.readAllLines(train));
        assertThat(rows.remove(0)).isEqualTo("who,what,n");
        rows.addAll(Files.readAllLines(test));
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "who,what,n", "ann,caf\u00e9,3", "bob,tea,1", "ann,tea,2", "cid,caf\u00e9,5", ",tea,1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "skip-lines|\"x\"|skip-lines must be a whole number, found 'x'",
                "skip-lines|-1|--skip-lines must be 0 or more, found -1",
                "skip-lines|1e99|skip-lines must be a whole number",
                "delimiter|7|delimiter must be a text",
                "comment|\"ab\"|--comment must be one character, found 'ab'",
                "encoding|\"nope\"|nope",
                "na|[1]|na must be a text, or a list of texts",
            })
    void a_model_that_says_nonsense_is_refused(String option, String value, String words) throws Exception {
        Path file = model.resolve("model.json");
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(file.toFile());
        ((ObjectNode) json.get("options")).set(option, mapper.readTree(value));
        mapper.writeValue(file.toFile(), json);
        refused(words, "evaluate", "--model", model, "--input", data);
    }
}
