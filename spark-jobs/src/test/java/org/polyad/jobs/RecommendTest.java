package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;

class RecommendTest {
    @TempDir
    Path temp;

    private static FactorMatrix factor(double... columns) {
        FactorMatrix factor = new FactorMatrix(columns.length, 1);
        for (int i = 0; i < columns.length; i++) {
            factor.set(i, 0, columns[i]);
        }
        return factor;
    }

    /** m = user * film * month. */
    @BeforeEach
    void store() throws Exception {
        ModelInfo info = new ModelInfo(
                "0", "gaussian", "missing", List.of("user", "film", "month"), 0, "converged", 1, 1, Map.of());
        Ktensor ktensor = new Ktensor(new double[] {1}, factor(1, -1), factor(3, 1, 2, 4), factor(1, 5));
        String[][] labels = {{"ann", "bob"}, {"Alien", "Brazil", "Cube, the", "Dune"}, {"may", "june"}};
        Run.store(new Model(ktensor, info, labels, List.of()), temp.resolve("model"));
        Run.store(new Model(ktensor, info, null, List.of()), temp.resolve("plain"));
    }

    private String recommend(String model, String output, Object... more) throws Exception {
        Object[] args = new Object[more.length + 5];
        System.arraycopy(
                new Object[] {"recommend", "--model", temp.resolve(model), "--output", temp.resolve(output)},
                0,
                args,
                0,
                5);
        System.arraycopy(more, 0, args, 5, more.length);
        Run run = Run.polyad(args);
        assertThat(run.code()).as(run.err()).isZero();
        return Files.readString(temp.resolve(output));
    }

    @Test
    void the_best_are_averaged_over_the_context_or_in_one() throws Exception {
        assertThat(recommend("model", "a.csv", "--top", 2))
                .isEqualTo("user,film,rank,rating\nann,Dune,1,12.0\nann,Alien,2,9.0\n"
                        + "bob,Brazil,1,-3.0\nbob,\"Cube, the\",2,-6.0\n");
        assertThat(recommend("model", "b.tsv", "--top", 1, "--given", "month=june", "--users", "ann"))
                .isEqualTo("user\tfilm\trank\trating\nann\tDune\t1\t20.0\n");
        assertThat(recommend("model", "c.json", "--user-mode", "film", "--item-mode", 0, "--top", 1, "--users", "Dune"))
                .isEqualTo("{\"film\":\"Dune\",\"recommendations\":[{\"user\":\"ann\",\"rating\":12.0}]}\n");
        assertThat(recommend("plain", "d.csv", "--top", 1, "--given", "2=1", "--users", 2))
                .isEqualTo("mode 0,mode 1,rank,rating\n2,2,1,-1.0\n".replace("mode 0,mode 1", "user,film"));
    }

    /** The m of Alien is large in one of four months, whose mean is 40; Brazil has 1 in each. */
    @Test
    void modes_not_given_are_averaged_by_the_mean_and_weighted_by_their_entries() throws Exception {
        ModelInfo info = new ModelInfo(
                "0", "poisson-log", "zero", List.of("user", "film", "month"), 0, "converged", 1, 1, Map.of());
        FactorMatrix films = new FactorMatrix(2, 2);
        FactorMatrix months = new FactorMatrix(4, 2);
        FactorMatrix user = new FactorMatrix(1, 2);
        for (int r = 0; r < 2; r++) {
            user.set(0, r, 1);
            films.set(r, r, 1);
        }
        for (int k = 0; k < 4; k++) {
            months.set(k, 0, Math.log(k == 0 ? 40 : 0.25));
        }
        Ktensor ktensor = new Ktensor(new double[] {1, 1}, user, films, months);
        String[][] labels = {{"ann"}, {"Alien", "Brazil"}, {"may", "june", "july", "august"}};
        Model old = new Model(ktensor, info, labels, List.of());
        Run.store(old, temp.resolve("old"));
        String[] alike = recommend("old", "old.csv").split("\n");
        assertThat(Double.parseDouble(alike[1].substring("ann,Alien,1,".length())))
                .isCloseTo((40 + 3 * 0.25) / 4, within(1e-12));
        assertThat(alike[2]).isEqualTo("ann,Brazil,2,1.0");
        Run run = Run.polyad("recommend", "--model", temp.resolve("old"), "--output", temp.resolve("said.csv"));
        assertThat(run.err())
                .isEqualTo("averages over month weight all rows alike: the model does not say how many entries each"
                        + " had\n");
        // hardly any entry is of May
        long[][] entries = {{200}, {100, 100}, {1, 99, 100, 0}};
        Run.store(new Model(ktensor, info, labels, entries, List.of(), null), temp.resolve("counted"));
        Run counted = Run.polyad("recommend", "--model", temp.resolve("counted"), "--output", temp.resolve("c.csv"));
        assertThat(counted.err()).isEmpty();
        String[] lines = Files.readString(temp.resolve("c.csv")).split("\n");
        assertThat(lines[1]).isEqualTo("ann,Brazil,1,1.0");
        assertThat(Double.parseDouble(lines[2].substring("ann,Alien,2,".length())))
                .isCloseTo((40 + 199 * 0.25) / 200, within(1e-12));
        // evaluate asks for the same lists
        Path test = TestFiles.write(temp.resolve("test.csv"), "user,film,month,value\nann,Alien,june,1\n");
        Run lists = Run.polyad(
                "evaluate",
                "--model",
                temp.resolve("counted"),
                "--input",
                test,
                "--value",
                "value",
                "--metrics",
                "hitRate",
                "--top",
                1,
                "--json");
        assertThat(lists.out()).as(lists.err()).contains("\"hitRate\":0.0");
        Run first = Run.polyad(
                "evaluate",
                "--model",
                temp.resolve("old"),
                "--input",
                test,
                "--value",
                "value",
                "--metrics",
                "hitRate",
                "--top",
                1,
                "--json");
        assertThat(first.out()).contains("\"hitRate\":1.0");
        assertThat(first.err()).contains("averages over month weight all rows alike");
    }

    @Test
    void what_a_user_has_seen_is_left_out_in_any_context() throws Exception {
        Path seen = TestFiles.write(
                temp.resolve("seen.csv"), "month,film,user\nmay,Dune,ann\njune,Alien,ann\nmay,Zardoz,ann\n");
        assertThat(recommend("model", "a.csv", "--exclude-seen", seen, "--users", "ann", "--given", "month=may"))
                .isEqualTo("user,film,rank,rating\nann,\"Cube, the\",1,2.0\nann,Brazil,2,1.0\n");
        Path tns = TestFiles.write(temp.resolve("seen.tns"), "1 4 1 5\n1 1 2 5\n");
        assertThat(recommend("plain", "b.csv", "--exclude-seen", tns, "--users", "1", "--top", 1))
                .isEqualTo("user,film,rank,rating\n1,3,1,6.0\n");
    }

    @Test
    void wrong_options_are_one_sentence_and_leave_no_file() {
        refused("mode month has no label 'jun'; did you mean june?", "--given", "month=jun");
        refused("--user-mode and --item-mode are the same mode, 1", "--user-mode", 1);
        refused(
                "--item-mode: the model has the modes user, film, month (or 0 to 2), not 'title'",
                "--item-mode",
                "title");
        refused("--given user is the mode of the users or items", "--given", "user=ann");
        refused("--top must be 1 or more, found 0", "--top", 0);
        refused("mode user has no label 'eve'", "--users", "eve");
    }

    private void refused(String message, Object... more) {
        Object[] args = new Object[more.length + 5];
        Path output = temp.resolve("x.csv");
        System.arraycopy(
                new Object[] {"recommend", "--model", temp.resolve("model"), "--output", output}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        Run run = Run.polyad(args);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("polyad: " + message);
        assertThat(output).doesNotExist();
    }
}
