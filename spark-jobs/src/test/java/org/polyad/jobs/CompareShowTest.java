package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.spark.Models;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;

class CompareShowTest {
    @TempDir
    Path temp;

    @Test
    void a_model_is_like_itself_and_unlike_others() throws Exception {
        Path one = Run.store(Models.plain(Models.ktensor(1, 3, 20, 30, 10), "gaussian"), temp.resolve("one"));
        Path other = Run.store(Models.plain(Models.ktensor(2, 4, 20, 30, 10), "gaussian"), temp.resolve("other"));
        Path small = Run.store(Models.plain(Models.ktensor(2, 4, 20, 3, 10), "gaussian"), temp.resolve("small"));
        assertThat(Run.polyad("compare", "--model", one, "--with", one))
                .isEqualTo(new Run(0, "score 1.000000 over 3 components (1 = the same up to order and scale)\n", ""));
        JsonNode json = new ObjectMapper()
                .readTree(Run.polyad("compare", "--model", one, "--with", other, "--json")
                        .out());
        assertThat(json.get("score").doubleValue()).isCloseTo(0, within(0.4));
        assertThat(json.get("matched").intValue()).isEqualTo(3);
        assertThat(Run.polyad("compare", "--model", one, "--with", other).out())
                .contains("of the smaller model, of ranks 3 and 4");
        Run wrong = Run.polyad("compare", "--model", one, "--with", small);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo("polyad: models of one shape can be compared, found 20 x 30 x 10 and 20 x 3 x 10\n");
    }

    @Test
    void models_of_other_things_are_not_compared() throws Exception {
        Path one = Run.store(Models.labelled(), temp.resolve("one"));
        Model other = Models.labelled();
        other.labels()[0][1] = "rob";
        Run run = Run.polyad("compare", "--model", one, "--with", Run.store(other, temp.resolve("two")));
        assertThat(run.err())
                .contains("row 1 (from 0) of mode 0 is 'bob' in", "and 'rob' in")
                .hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
    }

    /** Component 0 is 3/4 of the total; columns sum to 1. */
    private static Model counts() {
        FactorMatrix cities = new FactorMatrix(3, 2);
        cities.setRow(0, new double[] {0.7, 0}, 0);
        cities.setRow(1, new double[] {0.3, 0.5}, 0);
        cities.setRow(2, new double[] {0, 0.5}, 0);
        FactorMatrix hours = new FactorMatrix(2, 2);
        hours.setRow(0, new double[] {0.25, 1}, 0);
        hours.setRow(1, new double[] {0.75, 0}, 0);
        ModelInfo info =
                new ModelInfo("0.1.0", "poisson", "zero", List.of("city", "hour"), -8, "converged", 5, 1, Map.of());
        String[][] labels = {{"Oslo", "Rome", "a city with a name longer than any"}, null};
        return new Model(new Ktensor(new double[] {6, 2}, cities, hours), info, labels, List.of());
    }

    @Test
    void show_tells_what_each_component_is_about() throws Exception {
        Path folder = Run.store(counts(), temp.resolve("m"));
        assertThat(Run.polyad("show", "--model", folder).out()).isEqualTo("""
                        3 x 2, rank 2, loss poisson, unlisted zero
                        objective -8.00000, converged after 5 iterations
                        share = lambda over the sum of lambda: the part of the model's total that the component makes

                        component 0: share 75.0 %, lambda 6.000
                          city           hour
                          Oslo   0.700   2      0.750
                          Rome   0.300   1      0.250

                        component 1: share 25.0 %, lambda 2.000
                          city                                   hour
                          Rome                           0.500   1      1.000
                          a city with a name longer...   0.500
                        """);
        assertThat(Run.polyad("show", "--model", folder, "--top", 1, "--index-base", 0)
                        .out())
                .contains("  Oslo   0.700   1      0.750\n\n")
                .doesNotContain("0.300");
        assertThat(Run.polyad("show", "--model", Run.store(Models.labelled(), temp.resolve("n")))
                        .out())
                .contains("share = |lambda| over the sum of |lambda|\n");
    }

    @Test
    void show_as_json_is_a_line_for_each_component() throws Exception {
        String out = Run.polyad("show", "--model", Run.store(counts(), temp.resolve("m")), "--json", "--top", 1)
                .out();
        assertThat(out.lines())
                .containsExactly(
                        "{\"component\":0,\"share\":0.75,\"lambda\":6.0,\"modes\":["
                                + "{\"mode\":0,\"name\":\"city\",\"top\":[{\"index\":0,\"label\":\"Oslo\",\"weight\":0.7}]},"
                                + "{\"mode\":1,\"name\":\"hour\",\"top\":[{\"index\":1,\"weight\":0.75}]}]}",
                        "{\"component\":1,\"share\":0.25,\"lambda\":2.0,\"modes\":["
                                + "{\"mode\":0,\"name\":\"city\",\"top\":[{\"index\":1,\"label\":\"Rome\",\"weight\":0.5}]},"
                                + "{\"mode\":1,\"name\":\"hour\",\"top\":[{\"index\":0,\"weight\":1.0}]}]}");
    }

    @Test
    void wrong_options_are_one_line() throws Exception {
        Path folder = Run.store(counts(), temp.resolve("m"));
        assertThat(Run.polyad("show", "--model", folder, "--top", 0).err())
                .isEqualTo("polyad: --top must be 1 or more, found 0\n");
        assertThat(Run.polyad("show", "--model", folder, "--top", "many").err())
                .startsWith("polyad: ")
                .hasLineCount(1);
        assertThat(Run.polyad("show", "--model", temp).err())
                .isEqualTo("polyad: " + temp + " is no model: it has no model.json\n");
    }

    @Test
    void every_command_s_help_has_an_example() {
        for (String command : new String[] {"export", "import", "compare", "show", "predict"}) {
            Run help = Run.polyad(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Usage: polyad " + command, "Example", "  polyad " + command + " --");
        }
    }

    @Test
    void show_tells_offsets_in_their_own_units() throws Exception {
        // m = 2 a b + b_city + b_hour + 10, every column of unit norm as a fit with biases stores it.
        double r3 = 1 / Math.sqrt(3);
        double r2 = 1 / Math.sqrt(2);
        FactorMatrix cities = new FactorMatrix(3, 4);
        cities.setRow(0, new double[] {1, 0.6, r3, r3}, 0);
        cities.setRow(1, new double[] {0, -0.8, r3, r3}, 0);
        cities.setRow(2, new double[] {0, 0, r3, r3}, 0);
        FactorMatrix hours = new FactorMatrix(2, 4);
        hours.setRow(0, new double[] {0, r2, 1, r2}, 0);
        hours.setRow(1, new double[] {1, r2, 0, r2}, 0);
        double[] lambda = {2, 5 * Math.sqrt(2), 3 * Math.sqrt(3), 10 * Math.sqrt(6)};
        ModelInfo info = new ModelInfo(
                "0.1.0", "gaussian", "missing", List.of("city", "hour"), 8, "converged", 5, 1, Map.of("biases", true));
        String[][] labels = {{"Oslo", "Rome", "Lima"}, null};
        Path folder = Run.store(
                new Model(new Ktensor(lambda, cities, hours), info, labels, List.of()), temp.resolve("offsets"));
        assertThat(Run.polyad("show", "--model", folder, "--top", 2).out()).contains("""
                        component 0: share 100.0 %, lambda 2.000
                          city           hour
                          Oslo   1.000   2      1.000

                        offset of city, the highest and the lowest
                          Oslo   3.000   Rome  -4.000
                          Lima   0.000   Lima   0.000

                        offset of hour, the highest and the lowest
                          1   3.000   2   0.000
                          2   0.000   1   3.000

                        offset of all cells: 10.00
                        """);
        String[] lines = Run.polyad("show", "--model", folder, "--json").out().split("\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).contains("\"share\":1.0").doesNotContain("offset");
        assertThat(lines[1]).contains("\"offset\":\"city\"").doesNotContain("share");
        assertThat(lines[3]).contains("\"offset\":\"all\"");
    }

    @Test
    void a_score_in_json_is_an_object() throws Exception {
        Path same = Run.store(Models.plain(Models.ktensor(1, 2, 4, 3), "gaussian"), temp.resolve("same"));
        Run run = Run.polyad("compare", "--model", same, "--with", same, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        com.fasterxml.jackson.databind.JsonNode json =
                new com.fasterxml.jackson.databind.ObjectMapper().readTree(run.out());
        assertThat(json.get("score").doubleValue()).isBetween(1 - 1e-12, 1.0);
        assertThat(json.get("rank").intValue()).isEqualTo(2);
        assertThat(json.get("withRank").intValue()).isEqualTo(2);
        assertThat(json.get("matched").intValue()).isEqualTo(2);
    }
}
