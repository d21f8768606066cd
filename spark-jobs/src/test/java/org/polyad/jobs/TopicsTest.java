package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.moments.PlantedDocuments;

/** The commands topics, transform, and what show and evaluate say of topics. */
class TopicsTest {
    @TempDir
    Path temp;

    private Path counts;
    private Path model;

    @BeforeEach
    void plant() throws IOException {
        StringBuilder text = new StringBuilder("doc,word,n\n");
        List<double[]> documents = PlantedDocuments.counts(1500, 30, 1);
        for (int d = 0; d < documents.size(); d++) {
            for (int i = 0; i < PlantedDocuments.WORDS; i++) {
                if (documents.get(d)[i] > 0) {
                    text.append(String.format(
                            "d%04d,%s%02d,%d%n",
                            d, "abc".charAt(i / 20), i, (int) documents.get(d)[i]));
                }
            }
        }
        counts = TestFiles.write(temp.resolve("counts.csv"), text.toString());
        model = temp.resolve("model");
    }

    private Run topics(Object... more) {
        Object[] all = {"topics", "--input", counts, "--columns", "doc,word", "--value", "n", "--output", model};
        Object[] together = java.util.Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, together, all.length, more.length);
        return Run.polyad(together);
    }

    @Test
    void topics_are_found_shown_scored_and_used() throws IOException {
        Run fitted = topics("--k", 3);
        assertThat(fitted.err()).isEmpty();
        assertThat(fitted.code()).isZero();
        assertThat(fitted.out())
                .contains("1,500 documents of 45,000 words, 60 different; 3 topics", "3 directions are no noise");
        assertThat(Run.polyad("show", "--model", model).out()).isEqualTo(fitted.out());
        Run shown = Run.polyad("show", "--model", model, "--top", 5, "--json");
        for (String line : shown.out().lines().toList()) {
            JsonNode topic = new ObjectMapper().readTree(line);
            char block = topic.get("words").get(0).get("word").asText().charAt(0);
            assertThat(topic.get("words"))
                    .hasSize(5)
                    .allMatch(word -> word.get("word").asText().charAt(0) == block);
        }
        JsonNode scores = new ObjectMapper()
                .readTree(Run.polyad(
                                "evaluate",
                                "--model",
                                model,
                                "--input",
                                counts,
                                "--columns",
                                "doc,word",
                                "--value",
                                "n",
                                "--json")
                        .out());
        assertThat(scores.get("completion").asDouble()).isBetween(3.0, Math.log(60));
        assertThat(scores.get("bound").asDouble())
                .isGreaterThan(scores.get("completion").asDouble());
        assertThat(scores.get("words").asInt()).isEqualTo(45_000);
        assertThat(scores.get("scoredWords").asInt()).isEqualTo(22_500);
        Path shares = temp.resolve("shares.csv");
        Run transformed = Run.polyad(
                "transform",
                "--model",
                model,
                "--input",
                counts,
                "--columns",
                "doc,word",
                "--value",
                "n",
                "--output",
                shares);
        assertThat(transformed).isEqualTo(new Run(0, "", ""));
        List<String> lines = Files.readAllLines(shares);
        assertThat(lines).hasSize(1501);
        assertThat(lines.get(0)).isEqualTo("document,topic0,topic1,topic2");
        String[] first = lines.get(1).split(",");
        assertThat(first[0]).isEqualTo("d0000");
        assertThat(Double.parseDouble(first[1]) + Double.parseDouble(first[2]) + Double.parseDouble(first[3]))
                .isEqualTo(1, within(1e-12));
    }

    @Test
    void words_that_the_model_does_not_have_are_counted() throws IOException {
        assertThat(topics("--k", 3, "--passes", 0).code()).isZero();
        Path other = TestFiles.write(temp.resolve("other.csv"), "doc,word,n\nx,a00,4\nx,zebra,2\ny,zebra,3\n");
        Path shares = temp.resolve("shares.tsv");
        Run run = Run.polyad(
                "transform",
                "--model",
                model,
                "--input",
                other,
                "--columns",
                "doc,word",
                "--value",
                "n",
                "--output",
                shares);
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("5 words that the model does not have\n");
        assertThat(Files.readAllLines(shares).get(2)).isEqualTo("y\t0.0\t0.0\t0.0");
    }

    @Test
    void the_number_of_topics_is_chosen_by_completion() throws IOException {
        Run run = topics("--k", "3,1,2");
        assertThat(run.code()).isZero();
        assertThat(run.err().lines().toList()).hasSize(3);
        assertThat(run.err()).contains("3 topics: completion").endsWith(": chosen\n");
        assertThat(run.out()).contains("60 different; 3 topics");
        assertThat(topics("--k", "1,1", "--overwrite").out()).contains("60 different; 1 topics");
    }

    @Test
    void the_model_does_not_depend_on_the_threads() throws IOException {
        topics("--k", 3, "--threads", 1);
        String one = Run.polyad("show", "--model", model, "--json").out();
        topics("--k", 3, "--threads", 3, "--overwrite");
        assertThat(Run.polyad("show", "--model", model, "--json").out()).isEqualTo(one);
    }

    @Test
    void what_is_wrong_is_one_line() throws IOException {
        assertWrong(
                topics("--k", 8),
                "the documents support 3 topics, not 8: beyond that the second moments are noise (topic 4 has z =");
        assertThat(model).doesNotExist();
        assertWrong(topics("--k", 0), "the number of topics must be 1 or more, found 0");
        assertWrong(topics("--k", "2,3", "--holdout", 1), "--holdout must be above 0 and below 1, found 1.0");
        assertWrong(topics("--k", 3, "--distinct", "maybe"), "--distinct must be on or off, found maybe");
        assertThat(topics("--k", 4, "--k-check", "warn").code()).isZero();
        assertWrong(topics("--k", 3), "exists already; --overwrite replaces it");
        assertWrong(
                Run.polyad("export", "--model", model, "--output", temp.resolve("x")),
                "a model of topics has no cells: use transform");
        assertWrong(
                Run.polyad(
                        "evaluate",
                        "--model",
                        model,
                        "--input",
                        counts,
                        "--columns",
                        "doc,word",
                        "--value",
                        "n",
                        "--metrics",
                        "rmse"),
                "the metrics of topics are completion and bound, found 'rmse'");
        Path half = TestFiles.write(temp.resolve("half.csv"), "doc,word,n\nx,a,4\nx,b,1.5\n");
        assertWrong(
                Run.polyad(
                        "topics",
                        "--input",
                        half,
                        "--columns",
                        "doc,word",
                        "--value",
                        "n",
                        "--k",
                        2,
                        "--output",
                        temp.resolve("m")),
                "counts must be a whole number x >= 0, but entry [x, b] is 1.5");
        assertWrong(
                Run.polyad(
                        "topics", "--input", half, "--columns", "doc,word,n", "--k", 2, "--output", temp.resolve("m")),
                "--columns must name the documents' column and the words', found 3");
        Path shorts = TestFiles.write(temp.resolve("shorts.csv"), "doc,word\nx,a\nx,b\ny,a\n");
        assertWrong(
                Run.polyad(
                        "topics", "--input", shorts, "--columns", "doc,word", "--k", 2, "--output", temp.resolve("m")),
                "moments need documents of 3 words or more, and there are none");
    }

    private static void assertWrong(Run run, String says) {
        assertThat(run.err()).startsWith("polyad: ").contains(says).hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
    }
}
