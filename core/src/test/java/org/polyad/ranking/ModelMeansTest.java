package org.polyad.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.oracle.Samples;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;

/** Averages of means over open modes, against loops over all cells. */
class ModelMeansTest {
    private static final Shape SHAPE = Shape.of(4, 5, 3, 6);

    static Stream<Loss> losses() {
        return Stream.of(
                        "gaussian",
                        "poisson",
                        "poisson-log",
                        "bernoulli-logit",
                        "bernoulli-odds",
                        "negative-binomial(k=3)")
                .map(Losses::parse);
    }

    /** Counts of rows, some of them 0. */
    static long[][] entries(Shape shape, Random random) {
        long[][] entries = new long[shape.order()][];
        for (int n = 0; n < entries.length; n++) {
            entries[n] = random.longs(shape.size(n), 0, 9).toArray();
            entries[n][0] = 0;
            entries[n][shape.size(n) - 1] = 30;
        }
        return entries;
    }

    /** sum w g / sum w over all cells at the given rows. @param link m in place of g(m) */
    static double naive(Ktensor model, Loss loss, long[][] entries, int[] rows, boolean link) {
        int[] subscript = rows.clone();
        double[] sums = new double[2];
        add(model, loss, entries, rows, subscript, link, 0, 1, sums);
        return sums[0] / sums[1];
    }

    private static void add(
            Ktensor model,
            Loss loss,
            long[][] entries,
            int[] rows,
            int[] subscript,
            boolean link,
            int mode,
            double weight,
            double[] sums) {
        if (mode == rows.length) {
            double m = model.valueAt(subscript);
            sums[0] += weight * (link ? m : loss.mean(m));
            sums[1] += weight;
            return;
        }
        boolean open = rows[mode] == ModelMeans.AVERAGED;
        for (int i = open ? 0 : rows[mode]; i < (open ? model.factor(mode).rows() : rows[mode] + 1); i++) {
            subscript[mode] = i;
            double own = !open || entries == null ? 1 : entries[mode][i];
            add(model, loss, entries, rows, subscript, link, mode + 1, weight * own, sums);
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void averages_are_those_of_all_cells_seed_3(Loss loss) {
        Random random = new Random(3);
        Ktensor model = Samples.model(SHAPE, 3, loss, random);
        long[][] entries = entries(SHAPE, random);
        for (long[][] weights : new long[][][] {entries, null}) {
            ModelMeans means = new ModelMeans(model, loss, weights);
            for (int open = 0; open < 16; open++) {
                int[] rows = {1, 2, 0, 4};
                for (int n = 0; n < 4; n++) {
                    rows[n] = (open >> n & 1) == 1 ? ModelMeans.AVERAGED : rows[n];
                }
                double mean = naive(model, loss, weights, rows, false);
                assertThat(means.mean(rows)).isCloseTo(mean, within(1e-12 * Math.max(1, Math.abs(mean))));
                double m = naive(model, loss, weights, rows, true);
                assertThat(means.m(rows)).isCloseTo(m, within(1e-12 * Math.max(1, Math.abs(m))));
            }
        }
    }

    @Test
    void offsets_are_columns_like_others() {
        // m = 0.5 + b_0(i) + b_1(j) + b_2(k) + a(i) b(j) c(k), as biases keep it
        Random random = new Random(8);
        FactorMatrix[] factors = new FactorMatrix[3];
        int[] sizes = {3, 4, 5};
        for (int n = 0; n < 3; n++) {
            factors[n] = new FactorMatrix(sizes[n], 5);
            for (int i = 0; i < sizes[n]; i++) {
                factors[n].set(i, 0, random.nextGaussian());
                for (int c = 1; c < 5; c++) {
                    factors[n].set(i, c, c == 1 + n ? random.nextGaussian() : 1);
                }
            }
        }
        Ktensor model = new Ktensor(new double[] {1, 1, 1, 1, 0.5}, factors);
        long[][] entries = {{1, 2, 3}, {0, 1, 0, 4}, {5, 0, 1, 1, 2}};
        ModelMeans means = new ModelMeans(model, Losses.poissonLog(), entries);
        int[] rows = {2, 1, ModelMeans.AVERAGED};
        double sum = 0;
        for (int k = 0; k < 5; k++) {
            double m = 0.5
                    + factors[0].at(2, 1)
                    + factors[1].at(1, 2)
                    + factors[2].at(k, 3)
                    + factors[0].at(2, 0) * factors[1].at(1, 0) * factors[2].at(k, 0);
            sum += entries[2][k] * Math.exp(m) / 9;
        }
        assertThat(means.mean(rows)).isCloseTo(sum, within(1e-12 * sum));
    }

    @Test
    void a_mode_without_entries_counts_its_rows_alike() {
        Ktensor model = Samples.model(SHAPE, 2, Losses.poissonLog(), new Random(4));
        long[][] entries = entries(SHAPE, new Random(4));
        entries[2] = new long[3];
        long[][] alike = entries.clone();
        alike[2] = new long[] {1, 1, 1};
        int[] rows = {1, 1, ModelMeans.AVERAGED, ModelMeans.AVERAGED};
        assertThat(new ModelMeans(model, Losses.poissonLog(), entries).mean(rows))
                .isCloseTo(naive(model, Losses.poissonLog(), alike, rows, false), within(1e-12));
    }

    @Test
    void many_combinations_are_estimated_always_alike_seed_5() {
        Shape shape = Shape.of(3, 40, 900);
        Loss loss = Losses.poissonLog();
        Ktensor model = Samples.model(shape, 3, loss, new Random(5));
        long[][] entries = entries(shape, new Random(5));
        ModelMeans means = new ModelMeans(model, loss, entries);
        for (int[] rows : new int[][] {{1, 3, -1}, {2, -1, -1}, {-1, -1, -1}}) {
            double exact = naive(model, loss, entries, rows, false);
            double found = means.mean(rows);
            assertThat(found).isCloseTo(exact, within(0.05 * exact));
            assertThat(new ModelMeans(model, loss, entries).mean(rows)).isEqualTo(found);
        }
        // rows of weight 0 are never drawn, however large their means are
        for (int i = 0; i < 900; i++) {
            for (int r = 0; entries[2][i] == 0 && r < 3; r++) {
                model.factor(2).set(i, r, 1e3);
            }
        }
        assertThat(new ModelMeans(model, loss, entries).mean(new int[] {1, 3, -1}))
                .isEqualTo(means.mean(new int[] {1, 3, -1}));
    }

    /** Each of the 512 draws of a mode is from its own part of the distribution, so each row comes as often as its share says, within one. */
    @Test
    void drawn_rows_come_as_often_as_their_shares_say() {
        int rows = 3000;
        FactorMatrix ones = new FactorMatrix(1, 1);
        ones.set(0, 0, 1);
        FactorMatrix marks = new FactorMatrix(rows, 1);
        long[][] entries = {{1}, new long[rows]};
        Random random = new Random(6);
        for (int i = 0; i < rows; i++) {
            entries[1][i] = random.nextInt(i < 10 ? 2000 : 3);
        }
        entries[1][7] = 1500;
        long all = java.util.Arrays.stream(entries[1]).sum();
        // the odds' mean of a huge m is 1, of 0 it is 0: the average counts how often row 7 was drawn
        marks.set(7, 0, 1e18);
        Ktensor model = new Ktensor(new double[] {1}, ones, marks);
        double share = new ModelMeans(model, Losses.bernoulliOdds(), entries).mean(new int[] {0, ModelMeans.AVERAGED});
        assertThat(share * 512).isCloseTo(512 * 1500.0 / all, within(2.0));
    }

    @Test
    void what_a_user_should_know_of_an_average() {
        Ktensor model = Samples.model(Shape.of(3, 4, 40, 50), 2, Losses.poissonLog(), new Random(1));
        List<String> names = List.of("user", "film", "store", "day");
        BitSet none = new BitSet();
        BitSet day = new BitSet();
        day.set(3);
        BitSet both = (BitSet) day.clone();
        both.set(2);
        long[][] entries = {{1, 1, 1}, {1, 1, 1, 1}, ones(40), ones(50)};
        ModelMeans weighted = new ModelMeans(model, Losses.poissonLog(), entries);
        assertThat(weighted.remarks(day, names)).isEmpty();
        assertThat(weighted.remarks(both, names))
                .containsExactly("averages over store and day are estimates from 512 of 2,000 combinations, drawn with"
                        + " a fixed seed");
        ModelMeans alike = new ModelMeans(model, Losses.gaussian(), null);
        assertThat(alike.remarks(none, names)).isEmpty();
        assertThat(alike.remarks(both, names))
                .containsExactly("averages over store and day weight all rows alike: the model does not say how many"
                        + " entries each had");
    }

    private static long[] ones(int rows) {
        long[] ones = new long[rows];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }
}
