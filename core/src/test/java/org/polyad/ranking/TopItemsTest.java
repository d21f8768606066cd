package org.polyad.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.OtherJvm;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.oracle.Samples;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class TopItemsTest {
    private static Ktensor model(long seed, int rank, int... sizes) {
        Random random = new Random(seed);
        FactorMatrix[] factors = new FactorMatrix[sizes.length];
        for (int n = 0; n < sizes.length; n++) {
            factors[n] = new FactorMatrix(sizes[n], rank);
            for (int i = 0; i < sizes[n]; i++) {
                for (int r = 0; r < rank; r++) {
                    factors[n].set(i, r, random.nextGaussian());
                }
            }
        }
        return new Ktensor(random.doubles(rank, 0.5, 2).toArray(), factors);
    }

    private static ModelMeans plain(Ktensor model) {
        return new ModelMeans(model, Losses.gaussian(), null);
    }

    /** m averaged over the modes that are not given, cell by cell. */
    private static double mean(Ktensor model, int[] subscript, int mode) {
        if (mode == subscript.length) {
            return model.valueAt(subscript);
        }
        if (subscript[mode] >= 0) {
            return mean(model, subscript, mode + 1);
        }
        double sum = 0;
        int rows = model.factor(mode).rows();
        for (int i = 0; i < rows; i++) {
            int[] at = subscript.clone();
            at[mode] = i;
            sum += mean(model, at, mode + 1);
        }
        return sum / rows;
    }

    private static void check(Ktensor model, int userMode, int itemMode, int[] given, int k, SeenItems seen) {
        int[] users = IntStream.range(0, model.factor(userMode).rows()).toArray();
        TopItems.Lists lists = new TopItems(new Question(plain(model), userMode, itemMode, given), k, seen).of(users);
        for (int u : users) {
            double[] m = new double[model.factor(itemMode).rows()];
            for (int i = 0; i < m.length; i++) {
                int[] at = given.clone();
                at[userMode] = u;
                at[itemMode] = i;
                m[i] = mean(model, at, 0);
            }
            int user = u;
            List<Integer> best = IntStream.range(0, m.length)
                    .boxed()
                    .filter(i -> seen == null || !seen.contains(user, i))
                    .sorted(Comparator.comparingDouble(i -> -m[i]))
                    .limit(k)
                    .toList();
            assertThat(lists.counts()[u]).isEqualTo(best.size());
            for (int j = 0; j < best.size(); j++) {
                assertThat(lists.items()[u * lists.k() + j])
                        .as("user %d, place %d", u, j)
                        .isEqualTo(best.get(j));
                assertThat(lists.scores()[u * lists.k() + j]).isCloseTo(m[best.get(j)], within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 3", "2, 5, 7", "3, 1, 10", "4, 17, 40"})
    void lists_are_those_of_a_loop_over_all_cells(long seed, int rank, int k) {
        Ktensor matrix = model(seed, rank, 130, 2100);
        check(matrix, 0, 1, new int[2], k, null);
        Ktensor tensor = model(seed, rank, 30, 6, 25, 4);
        check(tensor, 2, 0, new int[] {0, ModelMeans.AVERAGED, 0, 3}, k, null);
        check(tensor, 0, 2, new int[] {0, 5, 0, ModelMeans.AVERAGED}, k, null);
    }

    /** m of item 0 is low in most months, but in one its mean is 40: 40.06 / 4 on average; item 1 has 1 in every month. */
    @Test
    void an_item_of_large_mean_is_first_though_its_m_is_small_on_average() {
        FactorMatrix users = new FactorMatrix(1, 2);
        FactorMatrix items = new FactorMatrix(2, 2);
        FactorMatrix months = new FactorMatrix(4, 2);
        double[] high = {Math.log(40), Math.log(0.02), Math.log(0.02), Math.log(0.02)};
        for (int r = 0; r < 2; r++) {
            users.set(0, r, 1);
            items.set(r, r, 1);
        }
        for (int k = 0; k < 4; k++) {
            months.set(k, 0, high[k]);
            months.set(k, 1, 0);
        }
        Ktensor model = new Ktensor(new double[] {1, 1}, users, items, months);
        int[] given = {0, 0, ModelMeans.AVERAGED};
        ModelMeans means = new ModelMeans(model, Losses.poissonLog(), null);
        TopItems.Lists lists = new TopItems(new Question(means, 0, 1, given), 2, null).of(new int[] {0});
        assertThat(lists.items()).containsExactly(0, 1);
        assertThat(lists.scores()[0]).isCloseTo(40.06 / 4, within(1e-12));
        assertThat(lists.scores()[1]).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("org.polyad.ranking.ModelMeansTest#losses")
    void lists_are_by_the_average_of_means_weighted_by_entries_seed_7(Loss loss) {
        Shape shape = Shape.of(70, 5, 1100, 7);
        Ktensor model = Samples.model(shape, 3, loss, new Random(7));
        long[][] entries = ModelMeansTest.entries(shape, new Random(7));
        for (int[] given : new int[][] {{0, -1, 0, -1}, {0, 3, 0, -1}, {0, 3, 0, 2}}) {
            Question question = new Question(new ModelMeans(model, loss, entries), 0, 2, given);
            TopItems.Lists lists = new TopItems(question, 9, null).of(new int[] {64, 3});
            for (int j = 0; j < 2; j++) {
                double[] means = new double[1100];
                for (int i = 0; i < means.length; i++) {
                    int[] rows = given.clone();
                    rows[0] = lists.users()[j];
                    rows[2] = i;
                    means[i] = ModelMeansTest.naive(model, loss, entries, rows, false);
                }
                double[] sorted = Arrays.stream(means).sorted().toArray();
                for (int n = 0; n < 9; n++) {
                    double expected = sorted[sorted.length - 1 - n];
                    assertThat(lists.scores()[9 * j + n]).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
                    assertThat(means[lists.items()[9 * j + n]])
                            .isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
                }
            }
        }
    }

    @Test
    void seen_items_are_left_out_in_any_context_and_lists_may_be_short() {
        Ktensor model = model(5, 3, 12, 9, 4);
        Random random = new Random(5);
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < 150; p++) {
            builder.add(new int[] {random.nextInt(8), random.nextInt(9), random.nextInt(4)}, 1);
        }
        SparseTensor entries = builder.build(Duplicates.SUM);
        SeenItems seen = SeenItems.of(entries, 0, 1);
        for (int p = 0; p < entries.entries(); p++) {
            assertThat(seen.contains(entries.subscripts(0)[p], entries.subscripts(1)[p]))
                    .isTrue();
        }
        assertThat(seen.contains(11, 3)).isFalse();
        assertThat(IntStream.range(0, 12).map(seen::count).sum()).isEqualTo((int) IntStream.range(0, entries.entries())
                .mapToObj(p -> List.of(entries.subscripts(0)[p], entries.subscripts(1)[p]))
                .distinct()
                .count());
        check(model, 0, 1, new int[] {0, 0, 2}, 6, seen);
    }

    @Test
    void equal_scores_go_to_the_first() {
        FactorMatrix users = new FactorMatrix(1, 1);
        FactorMatrix items = new FactorMatrix(5000, 1);
        users.set(0, 0, 1);
        Arrays.fill(items.data(), 0);
        TopItems.Lists lists = new TopItems(
                        new Question(plain(new Ktensor(new double[] {1}, users, items)), 0, 1, new int[2]), 3, null)
                .of(new int[] {0});
        assertThat(lists.items()).containsExactly(0, 1, 2);
    }

    @Test
    void modes_and_rows_that_are_not_there_are_refused() {
        Ktensor model = model(1, 2, 3, 4, 5);
        assertThatThrownBy(() -> new Question(plain(model), 0, 0, new int[3]))
                .hasMessage("the item mode, another than the user mode, must be one of a model of 3 x 4 x 5, found 0");
        assertThatThrownBy(() -> new Question(plain(model), 0, 3, new int[3])).hasMessageContaining("the item mode");
        assertThatThrownBy(() -> new Question(plain(model), 0, 1, new int[] {0, 0, 5}))
                .hasMessageContaining("a row of mode 2");
    }

    /** Of many ranks and sizes, so that every end of a loop is met; seed 21. */
    @Test
    void scores_are_plain_sums_to_the_bit() {
        for (int rank = 1; rank <= 21; rank++) {
            Ktensor model = model(21, rank, 7, 1024 + 13 * rank);
            TopItems.Lists lists = lists(model, 1100);
            FactorMatrix queries = new Question(plain(model), 0, 1, new int[2]).queries(lists.users());
            for (int n = 0; n < lists.items().length; n++) {
                double sum = 0;
                for (int r = 0; r < rank; r++) {
                    sum += queries.at(n / lists.k(), r) * model.factor(1).at(lists.items()[n], r);
                }
                assertThat(lists.scores()[n]).isEqualTo(sum);
            }
        }
    }

    private static TopItems.Lists lists(Ktensor model, int k) {
        int[] users = IntStream.range(0, model.factor(0).rows()).toArray();
        return new TopItems(new Question(plain(model), 0, 1, new int[2]), k, null).of(users);
    }

    /** What it prints is the same in JVMs with vectors of 512, 256 and 128 bits, and with plain loops. */
    @Test
    void bits_do_not_depend_on_the_width_of_vectors() throws Exception {
        String expected = hash(20);
        for (String flags : List.of("-XX:UseAVX=3", "-XX:UseAVX=2", "-XX:UseAVX=0", "-Dpolyad.plain-kernels=true")) {
            String printed = OtherJvm.run(TopItemsTest.class, flags);
            assertThat(printed).as(flags).contains(expected);
        }
    }

    /** Prints the bits of many scores, most of them from compiled loops where the JVM compiles. */
    public static void main(String[] args) {
        System.out.println(hash(20));
    }

    private static String hash(int repetitions) {
        Ktensor model = model(22, 11, 70, 2100);
        int hash = 0;
        for (int k = 0; k < repetitions; k++) {
            TopItems.Lists lists = lists(model, 40 + k);
            hash = 31 * hash + 17 * Arrays.hashCode(lists.scores()) + Arrays.hashCode(lists.items());
        }
        return "hash " + hash;
    }
}
