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
import org.polyad.OtherJvm;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
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
        TopItems.Lists lists = new TopItems(new Question(model, userMode, itemMode, given), k, seen).of(users);
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
        check(tensor, 2, 0, new int[] {0, Question.AVERAGED, 0, 3}, k, null);
        check(tensor, 0, 2, new int[] {0, 5, 0, Question.AVERAGED}, k, null);
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
                        new Question(new Ktensor(new double[] {1}, users, items), 0, 1, new int[2]), 3, null)
                .of(new int[] {0});
        assertThat(lists.items()).containsExactly(0, 1, 2);
    }

    @Test
    void modes_and_rows_that_are_not_there_are_refused() {
        Ktensor model = model(1, 2, 3, 4, 5);
        assertThatThrownBy(() -> new Question(model, 0, 0, new int[3]))
                .hasMessage("the item mode, another than the user mode, must be one of a model of 3 x 4 x 5, found 0");
        assertThatThrownBy(() -> new Question(model, 0, 3, new int[3])).hasMessageContaining("the item mode");
        assertThatThrownBy(() -> new Question(model, 0, 1, new int[] {0, 0, 5}))
                .hasMessageContaining("a row of mode 2");
    }

    /** Of many ranks and sizes, so that every end of a loop is met; seed 21. */
    @Test
    void scores_are_plain_sums_to_the_bit() {
        for (int rank = 1; rank <= 21; rank++) {
            Ktensor model = model(21, rank, 7, 1024 + 13 * rank);
            TopItems.Lists lists = lists(model, 1100);
            FactorMatrix queries = new Question(model, 0, 1, new int[2]).queries(lists.users());
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
        return new TopItems(new Question(model, 0, 1, new int[2]), k, null).of(users);
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
