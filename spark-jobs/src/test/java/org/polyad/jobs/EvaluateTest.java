package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.model.cp.Ktensor;
import org.polyad.store.ModelInfo;
import org.polyad.store.StoredModel;
import org.polyad.tensor.FactorMatrix;

/** A model of two people and three fruits, m = [1 2 3; 2 4 6]. */
class EvaluateTest {
    @TempDir
    Path folder;

    private Path model(String loss, String unlisted, boolean labels) throws Exception {
        return model(loss, unlisted, labels, "model");
    }

    private Path model(String loss, String unlisted, boolean labels, String name) throws Exception {
        FactorMatrix who = new FactorMatrix(2, 1);
        FactorMatrix what = new FactorMatrix(3, 1);
        for (int i = 0; i < 2; i++) {
            who.set(i, 0, i + 1);
        }
        for (int j = 0; j < 3; j++) {
            what.set(j, 0, j + 1);
        }
        ModelInfo info =
                new ModelInfo("0", loss, unlisted, List.of("who", "what"), Double.NaN, "converged", 1, 1, Map.of());
        String[][] names = {{"ann", "bob"}, {"apple", "fig", "plum"}};
        Ktensor ktensor = new Ktensor(new double[] {1}, who, what);
        return Run.store(new StoredModel(ktensor, info, labels ? names : null, List.of()), folder.resolve(name));
    }

    private Path file(String name, String text) throws Exception {
        return TestFiles.write(folder.resolve(name), text);
    }

    private static JsonNode json(Run run) throws Exception {
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1);
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void listed_entries() throws Exception {
        Path model = model("gaussian", "missing", false);
        Path input = file("t.tns", "1 1 2\n2 3 4\n");
        JsonNode json = json(Run.polyad("evaluate", "--model", model, "--input", input, "--json"));
        // errors 1 and -2, ||X||^2 = 20
        assertThat(json.get("objective").doubleValue()).isEqualTo(5);
        assertThat(json.get("deviance").doubleValue()).isEqualTo(10);
        assertThat(json.get("rmse").doubleValue()).isCloseTo(Math.sqrt(2.5), within(1e-15));
        assertThat(json.get("mae").doubleValue()).isEqualTo(1.5);
        assertThat(json.get("fit").doubleValue()).isCloseTo(0.5, within(1e-15));
        assertThat(json.get("entries").intValue()).isEqualTo(2);
        assertThat(json.has("auc")).isFalse();
    }

    @Test
    void zeros_count_where_the_model_says_so() throws Exception {
        Path model = model("gaussian", "zero", false);
        Path input = file("t.tns", "1 1 2\n2 3 4\n");
        // besides 5: 4 + 9 + 4 + 16
        JsonNode all = json(Run.polyad("evaluate", "--model", model, "--input", input, "--json"));
        assertThat(all.get("objective").doubleValue()).isEqualTo(38);
        assertThat(all.get("cells").intValue()).isEqualTo(6);
        JsonNode closed = json(Run.polyad(
                "evaluate",
                "--model",
                model,
                "--input",
                input,
                "--json",
                "--exact-cells",
                "0",
                "--metrics",
                "objective"));
        assertThat(closed.get("objective").doubleValue()).isCloseTo(38, within(1e-12));
        assertThat(closed.has("rmse")).isFalse();
        JsonNode listed = json(Run.polyad("evaluate", "--model", model, "--input", input, "--json", "--listed-only"));
        assertThat(listed.get("objective").doubleValue()).isEqualTo(5);
    }

    @Test
    void excluded_cells_do_not_count() throws Exception {
        Path model = model("gaussian", "zero", false);
        Path input = file("t.tns", "1 1 2\n2 3 4\n");
        Path exclude = file("train.tns", "1 2 9\n2 3 9\n9 9 9\n");
        JsonNode json =
                json(Run.polyad("evaluate", "--model", model, "--input", input, "--exclude", exclude, "--json"));
        assertThat(json.get("objective").doubleValue()).isEqualTo(38 - 4 - 4);
        assertThat(json.get("entries").intValue()).isEqualTo(1);
        assertThat(json.get("cells").intValue()).isEqualTo(4);
    }

    @Test
    void labels_are_the_models() throws Exception {
        Path model = model("gaussian", "missing", true);
        Path input = file("t.csv", "who,what,x\nbob,plum,4\n");
        JsonNode json = json(Run.polyad(
                "evaluate", "--model", model, "--input", input, "--columns", "who,what", "--value", "x", "--json"));
        assertThat(json.get("objective").doubleValue()).isEqualTo(4);
    }

    @Test
    void no_label_was_ever_seen() throws Exception {
        Path model = model("gaussian", "missing", true);
        Path input = file("t.csv", "who,what,x\ncarl,fig,1\nzoe,plum,2\n");
        Object[] command = {
            "evaluate", "--model", model, "--input", input, "--columns", "who,what", "--value", "x", "--json"
        };
        Run nan = Run.polyad(command);
        assertThat(nan.code()).as(nan.err()).isEqualTo(ExitCodes.DONE);
        assertThat(nan.err()).contains("never seen the labels or indices of any of the 2 entries");
        JsonNode json = new ObjectMapper().readTree(nan.out());
        assertThat(json.get("rmse").isNull()).isTrue();
        assertThat(json.get("entries").intValue()).isZero();
    }

    @Test
    void labels_never_seen() throws Exception {
        Path model = model("gaussian", "missing", true);
        Path input = file("t.csv", "who,what,x\nbob,plum,4\ncarl,fig,1\n");
        Object[] command = {
            "evaluate",
            "--model",
            model,
            "--input",
            input,
            "--columns",
            "who,what",
            "--value",
            "x",
            "--json",
            "--cold-start",
            null
        };
        command[11] = "drop";
        JsonNode dropped = json(Run.polyad(command));
        assertThat(dropped.get("objective").doubleValue()).isEqualTo(4);
        assertThat(dropped.get("entries").intValue()).isEqualTo(1);
        command[11] = "nan";
        Run nan = Run.polyad(command);
        assertThat(nan.code()).isEqualTo(ExitCodes.DONE);
        assertThat(new ObjectMapper().readTree(nan.out()).get("rmse").isNull()).isTrue();
        assertThat(new ObjectMapper().readTree(nan.out()).get("entries").intValue())
                .isEqualTo(2);
        command[11] = "fail";
        Run fail = Run.polyad(command);
        assertThat(fail.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(fail.err())
                .startsWith("polyad: ")
                .contains("carl")
                .contains("t.csv:3")
                .hasLineCount(1);
    }

    private JsonNode averaged(Path model, Path input, String... more) throws Exception {
        List<Object> command = new ArrayList<>(List.of("evaluate", "--model", model, "--input", input, "--columns"));
        command.addAll(List.of("who,what", "--json", "--cold-start", "mean"));
        command.addAll(List.of(more));
        Run run = Run.polyad(command.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void what_was_never_seen_is_scored_by_averages() throws Exception {
        Path input = file("t.csv", "who,what,x\nbob,plum,4\ncarl,fig,1\nzoe,kiwi,5\n");
        JsonNode json = averaged(model("gaussian", "missing", true), input, "--value", "x");
        // m = 6, 1.5 * 2 and 1.5 * 2
        assertThat(json.get("objective").doubleValue()).isEqualTo(4 + 4 + 4);
        assertThat(json.get("mae").doubleValue()).isEqualTo(2);
        assertThat(json.get("entries").intValue()).isEqualTo(3);
        assertThat(json.get("cells").intValue()).isEqualTo(3);
        assertThat(json.get("unseen").intValue()).isEqualTo(2);
    }

    /** The zeros are those of the model's cells. Rows of one event are counted together, as a fit does. */
    @Test
    void events_of_what_was_never_seen_are_summed_and_have_the_mean_of_the_means() throws Exception {
        Path input = file("t.csv", "who,what\nann,apple\ncarl,fig\ncarl,fig\ndora,fig\n");
        JsonNode json = averaged(model("poisson-log", "zero", true), input);
        double zeros = Math.exp(2) + Math.exp(3) + Math.exp(2) + Math.exp(4) + Math.exp(6);
        double mean = (Math.exp(2) + Math.exp(4)) / 2;
        double expected = zeros + Math.exp(1) - 1 + mean - 2 * Math.log(mean) + mean - Math.log(mean);
        assertThat(json.get("objective").doubleValue()).isCloseTo(expected, within(1e-10));
        double squares = Math.exp(4) + Math.exp(6) + Math.exp(4) + Math.exp(8) + Math.exp(12);
        squares += (1 - Math.E) * (1 - Math.E) + (2 - mean) * (2 - mean) + (1 - mean) * (1 - mean);
        assertThat(json.get("rmse").doubleValue()).isCloseTo(Math.sqrt(squares / 8), within(1e-10));
        assertThat(json.get("entries").intValue()).isEqualTo(3);
        assertThat(json.get("cells").intValue()).isEqualTo(8);
    }

    @Test
    void the_ranks_of_what_was_never_seen_count_in_the_auc() throws Exception {
        Path input = file("t.csv", "who,what,x\nann,plum,1\nbob,fig,0\ncarl,apple,1\n");
        JsonNode json = averaged(model("bernoulli-logit", "missing", true), input, "--value", "x");
        // m = 3 and less than 2 of the ones, and 4 of the zero
        assertThat(json.get("auc").doubleValue()).isZero();
        input = file("u.csv", "who,what,x\nann,apple,0\nbob,fig,0\ncarl,plum,1\n");
        json = averaged(model("bernoulli-logit", "missing", true, "other"), input, "--value", "x");
        // logit((logistic(3) + logistic(6)) / 2) = 3.66, above 1 and below 4
        assertThat(json.get("auc").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void links() throws Exception {
        Path model = model("bernoulli-logit", "zero", false);
        Path input = file("t.tns", "1 1 1\n2 3 1\n");
        JsonNode json = json(Run.polyad("evaluate", "--model", model, "--input", input, "--json"));
        // ones at m = 1 and 6, zeros at 2, 3, 2 and 4: 4 pairs of 8 are in order
        assertThat(json.get("auc").doubleValue()).isEqualTo(0.5);
        assertThat(json.get("logLoss").doubleValue())
                .isCloseTo(json.get("objective").doubleValue() / 6, within(1e-15));
    }

    /** Everybody's list is plum, fig, apple. */
    @Test
    void lists_of_recommendations() throws Exception {
        Path model = model("gaussian", "missing", true);
        Path test = file("t.csv", "who,what,x\nann,fig,5\nbob,apple,4\nbob,plum,1\n");
        Path train = file("train.csv", "who,what,x\nann,plum,1\n");
        Object[] command = {"evaluate", "--model", model, "--input", test, "--value", "x", "--json", "--exclude", train
        };
        JsonNode all = json(Run.polyad(more(command, "--top", 1)));
        // ann's fig is the first but for the plum that she has had; bob's plum is the first, his apple the last
        assertThat(all.get("precision").doubleValue()).isEqualTo(1);
        assertThat(all.get("recall").doubleValue()).isEqualTo(0.75);
        assertThat(all.get("lists").intValue()).isEqualTo(2);
        assertThat(all.get("negatives").textValue()).isEqualTo("all");
        assertThat(all.get("rmse").doubleValue()).isPositive();
        JsonNode liked = json(Run.polyad(more(command, "--metrics", "ndcg,hitRate", "--top", 2, "--relevant-from", 4)));
        // bob's apple stands third
        assertThat(liked.get("hitRate").doubleValue()).isEqualTo(0.5);
        assertThat(liked.get("ndcg").doubleValue()).isEqualTo(0.5);
        assertThat(liked.has("map")).isFalse();
        assertThat(liked.has("rmse")).isFalse();
        JsonNode drawn = json(Run.polyad(more(command, "--negatives", 1, "--metrics", "recall")));
        assertThat(drawn.get("negatives").intValue()).isEqualTo(1);
        assertThat(drawn.get("top").intValue()).isEqualTo(10);
        Object[] people =
                Arrays.stream(command).filter(word -> !"--json".equals(word)).toArray();
        assertThat(Run.polyad(more(people, "--top", 2, "--relevant-from", 5)).out())
                .contains("lists      1 of the best 2 among all items; 1 more without a relevant item");
        assertThat(Run.polyad(more(people, "--negatives", 1)).out()).contains("1 other drawn at random");
        says("--user-mode and --item-mode are the same mode", more(command, "--top", 2, "--item-mode", "who"));
        says("--top must be 1 or more, found 0", more(command, "--top", 0));
        says("--negatives must be 0", more(command, "--negatives", -1));
    }

    private static Object[] more(Object[] command, Object... words) {
        Object[] all = Arrays.copyOf(command, command.length + words.length);
        System.arraycopy(words, 0, all, command.length, words.length);
        return all;
    }

    @Test
    void implicit_feedback_is_scored_as_it_was_fitted() throws Exception {
        Path model = model("gaussian", "zero", false);
        Path input = file("t.tns", "1 1 4\n2 3 0\n");
        JsonNode json = json(Run.polyad(
                "evaluate", "--model", model, "--input", input, "--json", "--confidence", 2, "--listed-only"));
        // (1 - 1)^2 of weight 1 + 2 * 4, and (0 - 6)^2 of weight 1
        assertThat(json.get("objective").doubleValue()).isEqualTo(36);
        assertThat(json.get("mae").doubleValue()).isCloseTo(6 / 10.0, within(1e-15));
    }

    @Test
    void a_table_for_people() throws Exception {
        Path model = model("poisson", "zero", false);
        Path input = file("t.tns", "1 1 2\n2 3 4\n");
        Run run = Run.polyad("evaluate", "--model", model, "--input", input);
        assertThat(run.out()).contains("objective", "entries    2", "cells      6, zeros visited one by one");
    }

    @Test
    void wrong_input_is_one_line() throws Exception {
        Path model = model("poisson", "zero", false);
        Path good = file("t.tns", "1 1 2\n");
        Path negative = file("n.tns", "1 1 2\n2 1 -3\n");
        says("n.tns:2", "evaluate", "--model", model, "--input", negative);
        says("means nothing under loss poisson", "evaluate", "--model", model, "--input", good, "--metrics", "auc");
        says("a metric must be one of", "evaluate", "--model", model, "--input", good, "--metrics", "rsme");
        says("no such model", "evaluate", "--model", folder.resolve("none"), "--input", good);
        says("order", "evaluate", "--model", model, "--input", file("three.tns", "1 1 1 2\n"));
        says("--cold-start must be", "evaluate", "--model", model, "--input", good, "--cold-start", "skip");
    }

    private static void says(String words, Object... args) {
        Run run = Run.polyad(args);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err()).startsWith("polyad: ").contains(words).hasLineCount(1);
    }
}
