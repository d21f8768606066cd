package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void plant() {
        TestFiles.session();
        data = folder.resolve("t.tns");
        Run made = Run.polyad(
                "generate", "--output", data, "--dims", "30,25,20", "--rank", 3, "--nnz", 40000, "--kind", "count");
        assertThat(made.code()).as(made.err()).isZero();
    }

    private Run experiment(Path output, Object... more) {
        List<Object> args = new ArrayList<>(List.of("experiment", "--input", data, "--output", output));
        args.addAll(List.of("--losses", "poisson", "--unlisted", "zero", "--max-iterations", 30));
        args.addAll(List.of(more));
        return Run.polyad(args.toArray());
    }

    @Test
    void the_planted_rank_is_chosen_and_a_second_run_repeats_nothing() throws Exception {
        Path output = folder.resolve("trials");
        Run first = experiment(output, "--ranks", "1,3,5", "--seeds", "1,2");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("rank 3: ", "standard error", "agree between seeds");
        assertThat(first.err()).contains("1/6  poisson", "6/6  poisson");
        String table = Files.readString(output.resolve("table.csv"));
        assertThat(table.lines()).hasSize(7);
        JsonNode choice =
                new ObjectMapper().readTree(output.resolve("choice.json").toFile());
        assertThat(choice.get(0).get("rank").intValue()).isEqualTo(3);
        assertThat(choice.get(0).get("ranks").get(1).get("stability").doubleValue())
                .isGreaterThan(0.95);

        // As if it had been killed before the last two rows.
        Files.delete(output.resolve("rows/rank5-poisson-0.0-auto-seed2.json"));
        Files.delete(output.resolve("rows/rank1-poisson-0.0-auto-seed1.json"));
        FileTime kept = Files.getLastModifiedTime(output.resolve("fits/rank3-poisson-0.0-auto-seed1"));
        Run second = experiment(output, "--ranks", "1,3,5", "--seeds", "1,2");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("4 of 6 fits are done", "6/6 ").doesNotContain("4/6 ");
        assertThat(Files.getLastModifiedTime(output.resolve("fits/rank3-poisson-0.0-auto-seed1")))
                .isEqualTo(kept);
        assertThat(withoutSeconds(Files.readString(output.resolve("table.csv"))))
                .isEqualTo(withoutSeconds(table));

        Run other = experiment(output, "--ranks", "1", "--holdout", 0.2);
        assertThat(other.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(other.err())
                .contains(
                        "has an experiment of its own: ", "--holdout was 0.1 and is now 0.2; --overwrite replaces it");
    }

    private static List<String> withoutSeconds(String table) {
        return table.lines().map(line -> line.replaceFirst(",[^,]*$", "")).toList();
    }

    @Test
    void spread_out_it_gives_the_same_table_and_gaussians_have_a_core_consistency() throws Exception {
        Object[] grid = {"--ranks", "1,2", "--seeds", "4", "--losses", "gaussian,poisson", "--regularizations", "0.1"};
        Run local = experiment(folder.resolve("local"), grid);
        assertThat(local.code()).as(local.err()).isZero();
        assertThat(local.out()).contains("core consistency", "are not to be compared");
        Run spark = experiment(
                folder.resolve("spark"),
                Stream.concat(Stream.of(grid), Stream.of("--engine", "spark")).toArray());
        assertThat(spark.code()).as(spark.err()).isZero();
        assertThat(withoutSeconds(Files.readString(folder.resolve("spark/table.csv"))))
                .isEqualTo(withoutSeconds(Files.readString(folder.resolve("local/table.csv"))));
        Run model = Run.polyad("show", "--model", folder.resolve("local/fits/rank2-poisson-0.1-auto-seed4"));
        assertThat(model.code()).as(model.err()).isZero();
    }

    /** With so few exact cells auto is adam, whose blocks have no zeros: other methods need cells of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void each_method_sees_the_zeros(String engine) throws Exception {
        Path links = folder.resolve("links.tns");
        Run made = Run.polyad(
                "generate", "--output", links, "--dims", "40,30,20", "--rank", 3, "--nnz", 3000, "--kind", "binary");
        assertThat(made.code()).as(made.err()).isZero();
        Path output = folder.resolve(engine);
        Run run = Run.polyad(
                "experiment",
                "--input",
                links,
                "--output",
                output,
                "--losses",
                "bernoulli-logit",
                "--unlisted",
                "zero",
                "--exact-cells",
                1000,
                "--ranks",
                3,
                "--seeds",
                1,
                "--methods",
                "newton,lbfgsb",
                "--engine",
                engine);
        assertThat(run.code()).as(run.err()).isZero();
        List<String> table = Files.readAllLines(output.resolve("table.csv"));
        int auc = List.of(table.get(0).split(",")).indexOf("auc");
        for (String row : table.subList(1, table.size())) {
            assertThat(Double.parseDouble(row.split(",")[auc])).as(row).isGreaterThan(0.85);
        }
        assertThat(table).hasSize(3);
    }

    @Test
    void wrong_grids_are_refused() {
        assertThat(experiment(folder.resolve("x"), "--ranks", "2,2").err()).contains("a value stands twice");
        assertThat(experiment(folder.resolve("x"), "--ranks", "0").err()).contains("rank must be 1 or more");
        assertThat(experiment(folder.resolve("x"), "--ranks", "2", "--holdout", 0)
                        .err())
                .contains("--holdout must be above 0");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
