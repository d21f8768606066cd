package org.polyad.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyad.loss.Domain;
import org.polyad.loss.Losses;
import org.polyad.oracle.Samples;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class ListScoresTest {
    private static final Shape SHAPE = Shape.of(9, 3, 14, 4);
    private static final long[][] ENTRIES = ModelMeansTest.entries(SHAPE, new Random(9));

    /** Each metric by its words, over a sorted list of all items. */
    private static Map<ListMetric, Double> naive(
            ModelMeans means, SparseTensor heldOut, SeenItems seen, ListOptions asked) {
        Map<List<Integer>, TreeSet<Integer>> lists = new TreeMap<>(Comparator.comparing(List::toString));
        for (int p = 0; p < heldOut.entries(); p++) {
            int[] s = heldOut.subscript(p);
            boolean isSeen = seen != null && seen.contains(s[asked.userMode()], s[asked.itemMode()]);
            if (heldOut.values()[p] >= asked.relevantFrom() && heldOut.weight(p) > 0 && !isSeen) {
                List<Integer> key = new ArrayList<>();
                for (int n = 0; n < s.length; n++) {
                    boolean given = n == asked.userMode() || asked.inContext() && n != asked.itemMode();
                    key.add(given ? s[n] : -1);
                }
                lists.computeIfAbsent(key, k -> new TreeSet<>()).add(s[asked.itemMode()]);
            }
        }
        Map<ListMetric, Double> sums = new EnumMap<>(ListMetric.class);
        lists.forEach((key, relevant) -> {
            int[] rows = key.stream().mapToInt(i -> i).toArray();
            List<Integer> order = IntStream.range(0, SHAPE.size(asked.itemMode()))
                    .boxed()
                    .filter(i -> seen == null || !seen.contains(rows[asked.userMode()], i))
                    .sorted(Comparator.comparingDouble(i -> -mean(means, rows, asked.itemMode(), i)))
                    .toList();
            oneList(order, relevant, asked.top()).forEach((metric, value) -> sums.merge(metric, value, Double::sum));
        });
        sums.replaceAll((metric, sum) -> sum / lists.size());
        return sums;
    }

    private static double mean(ModelMeans means, int[] rows, int itemMode, int item) {
        int[] at = rows.clone();
        at[itemMode] = item;
        return ModelMeansTest.naive(means.model(), means.loss(), ENTRIES, at, false);
    }

    private static ModelMeans plain(Ktensor model) {
        return new ModelMeans(model, Losses.gaussian(), null);
    }

    private static Map<ListMetric, Double> oneList(List<Integer> order, TreeSet<Integer> relevant, int k) {
        double hits = 0;
        double precisions = 0;
        double gain = 0;
        for (int place = 1; place <= Math.min(k, order.size()); place++) {
            if (relevant.contains(order.get(place - 1))) {
                hits++;
                precisions += hits / place;
                gain += Math.log(2) / Math.log(1 + place);
            }
        }
        double ideal = 0;
        for (int place = 1; place <= Math.min(k, relevant.size()); place++) {
            ideal += Math.log(2) / Math.log(1 + place);
        }
        return Map.of(
                ListMetric.PRECISION, hits / k,
                ListMetric.RECALL, hits / relevant.size(),
                ListMetric.MAP, precisions / Math.min(k, relevant.size()),
                ListMetric.NDCG, gain / ideal,
                ListMetric.HIT_RATE, hits == 0 ? 0.0 : 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 2, 5, false, gaussian",
        "2, 2, 0, 6, false, gaussian",
        "3, 0, 2, 5, true, gaussian",
        "4, 3, 2, 40, true, gaussian",
        "5, 0, 2, 5, false, poisson-log",
        "6, 2, 0, 6, false, bernoulli-odds",
        "7, 3, 2, 5, true, bernoulli-logit"
    })
    void scores_are_those_of_sorted_lists(long seed, int user, int item, int top, boolean inContext, String loss) {
        Random random = new Random(seed);
        double from = seed == 2 ? 0 : seed == 3 ? 0.3 : -9;
        Ktensor model = Samples.model(SHAPE, 3, Losses.parse(loss), random);
        ModelMeans means = new ModelMeans(model, Losses.parse(loss), ENTRIES);
        SparseTensor heldOut = Samples.tensor(SHAPE, Domain.REAL, 0.05, true, random);
        SeenItems seen = SeenItems.of(Samples.tensor(SHAPE, Domain.REAL, 0.02, false, random), user, item);
        ListOptions options =
                ListOptions.of(user, item, top).inContext(inContext).relevantFrom(from);
        for (SeenItems known : new SeenItems[] {null, seen}) {
            ListScores scores = ListScores.of(means, heldOut, known, options);
            naive(means, heldOut, known, options)
                    .forEach((metric, value) -> assertThat(scores.values().get(metric))
                            .as(metric.toString())
                            .isCloseTo(value, within(1e-12)));
            places(means, heldOut, known, options, scores);
            assertThat(scores.values().get(ListMetric.HIT_RATE)).isGreaterThan(0);
        }
    }

    /** Places, cell by cell, give the same share of lists with a hit. */
    private static void places(
            ModelMeans means, SparseTensor heldOut, SeenItems seen, ListOptions options, ListScores scores) {
        Places places = new Places(means, options.userMode(), options.itemMode(), options.inContext(), seen);
        Map<List<Integer>, Boolean> hits = new HashMap<>();
        for (int p = 0; p < heldOut.entries(); p++) {
            int[] cell = heldOut.subscript(p);
            int place = places.of(cell);
            if (place > 0 && heldOut.weight(p) > 0 && heldOut.values()[p] >= options.relevantFrom()) {
                List<Integer> list = new ArrayList<>();
                for (int n = 0; n < cell.length; n++) {
                    list.add(n == options.userMode() || options.inContext() && n != options.itemMode() ? cell[n] : -1);
                }
                hits.merge(list, place <= options.top(), Boolean::logicalOr);
            }
        }
        double rate =
                hits.values().stream().mapToInt(hit -> hit ? 1 : 0).average().orElseThrow();
        assertThat(scores.values().get(ListMetric.HIT_RATE)).isCloseTo(rate, within(1e-12));
    }

    /** Users 0 to 2, items 0 to 5; user u likes item i by {@code scores[i]}, whoever u is. */
    private static Ktensor popularity(double... scores) {
        FactorMatrix users = new FactorMatrix(3, 1);
        FactorMatrix items = new FactorMatrix(scores.length, 1);
        for (int u = 0; u < 3; u++) {
            users.set(u, 0, 1);
        }
        for (int i = 0; i < scores.length; i++) {
            items.set(i, 0, scores[i]);
        }
        return new Ktensor(new double[] {1}, users, items);
    }

    private static SparseTensor entries(int[]... pairs) {
        var builder = SparseTensor.builder(2);
        for (int[] pair : pairs) {
            builder.add(new int[] {pair[0], pair[1]}, pair.length > 2 ? pair[2] : 1);
        }
        return builder.build(Shape.of(3, 6), Duplicates.ERROR);
    }

    @Test
    void by_hand_with_ties_and_users_who_have_nothing_relevant() {
        // the list of all: 4, 0, 1, 2, 3, 5, since of equal ones the first comes first
        Ktensor model = popularity(3, 2, 2, 2, 9, 1);
        SparseTensor heldOut =
                entries(new int[] {0, 2, 5}, new int[] {0, 5, 4}, new int[] {0, 3, 1}, new int[] {1, 0, 2});
        ListScores scores = ListScores.of(
                plain(model), heldOut, null, ListOptions.of(0, 1, 5).relevantFrom(3));
        // user 0: item 2 at place 4, item 5 at place 6; user 1 has nothing of 3 or more, user 2 nothing at all
        assertThat(scores.lists()).isEqualTo(1);
        assertThat(scores.withoutRelevant()).isEqualTo(1);
        assertThat(scores.values().get(ListMetric.PRECISION)).isEqualTo(1 / 5.0);
        assertThat(scores.values().get(ListMetric.RECALL)).isEqualTo(1 / 2.0);
        assertThat(scores.values().get(ListMetric.MAP)).isEqualTo(1 / 4.0 / 2);
        assertThat(scores.values().get(ListMetric.HIT_RATE)).isEqualTo(1);
        double log3 = Math.log(3) / Math.log(2);
        double log5 = Math.log(5) / Math.log(2);
        assertThat(scores.values().get(ListMetric.NDCG)).isCloseTo(1 / log5 / (1 + 1 / log3), within(1e-15));
        ListScores none = ListScores.of(
                plain(model), heldOut, null, ListOptions.of(0, 1, 5).relevantFrom(6));
        assertThat(none.lists()).isZero();
        assertThat(none.withoutRelevant()).isEqualTo(2);
        assertThat(none.values().values()).containsOnly(Double.NaN);
    }

    @Test
    void what_was_seen_is_in_no_list() {
        Ktensor model = popularity(3, 2, 2, 2, 9, 1);
        SeenItems seen = SeenItems.of(entries(new int[] {0, 4}, new int[] {0, 0}, new int[] {0, 1}), 0, 1);
        SparseTensor heldOut = entries(new int[] {0, 2}, new int[] {0, 4});
        ListScores scores = ListScores.of(plain(model), heldOut, seen, ListOptions.of(0, 1, 1));
        assertThat(scores.values().values()).containsOnly(1.0);
    }

    /** Place p among n others becomes 1 + a binomial of N and (p - 1) / n, when N are drawn. */
    @Test
    void drawn_negatives_move_places_as_chance_has_it() {
        int items = 400;
        double[] falling = new double[items];
        for (int i = 0; i < items; i++) {
            falling[i] = items - i;
        }
        FactorMatrix users = new FactorMatrix(3000, 1);
        FactorMatrix rows = new FactorMatrix(items, 1);
        var builder = SparseTensor.builder(2);
        for (int u = 0; u < 3000; u++) {
            users.set(u, 0, 1);
            builder.add(new int[] {u, 100}, 1);
        }
        for (int i = 0; i < items; i++) {
            rows.set(i, 0, falling[i]);
        }
        Ktensor model = new Ktensor(new double[] {1}, users, rows);
        SparseTensor heldOut = builder.build(model.shape(), Duplicates.ERROR);
        ListOptions exact = ListOptions.of(0, 1, 5);
        assertThat(ListScores.of(plain(model), heldOut, null, exact).values().get(ListMetric.HIT_RATE))
                .isZero();
        ListScores drawn = ListScores.of(plain(model), heldOut, null, exact.negatives(20, 3));
        assertThat(drawn.negatives()).isEqualTo(20);
        // hypergeometric: at most 4 of 20 out of the 100 that are better among 399
        double expected = 0;
        for (int j = 0; j <= 4; j++) {
            expected += Math.exp(logChoose(100, j) + logChoose(299, 20 - j) - logChoose(399, 20));
        }
        double error = Math.sqrt(expected * (1 - expected) / 3000);
        assertThat(drawn.values().get(ListMetric.HIT_RATE)).isCloseTo(expected, within(5 * error));
        assertThat(ListScores.of(plain(model), heldOut, null, exact.negatives(20, 3)))
                .isEqualTo(drawn);
        assertThat(ListScores.of(plain(model), heldOut, null, exact.negatives(1000, 3))
                        .values())
                .isEqualTo(ListScores.of(plain(model), heldOut, null, exact).values());
    }

    private static double logChoose(int n, int k) {
        double sum = 0;
        for (int j = 0; j < k; j++) {
            sum += Math.log((double) (n - j) / (k - j));
        }
        return sum;
    }

    @Test
    void what_does_not_fit_is_refused() {
        Ktensor model = popularity(1, 2, 3);
        assertThatThrownBy(() -> ListScores.of(plain(model), entries(new int[] {0, 0}), null, ListOptions.of(0, 1, 1)))
                .hasMessage("the model is 3 x 3, but the held-out entries are 3 x 6");
        assertThatThrownBy(() -> ListOptions.of(0, 1, 0)).hasMessageContaining("1 or more, found 0");
        assertThatThrownBy(() -> ListMetric.parse("auc"))
                .hasMessage("a metric of lists must be one of precision, recall, map, ndcg, hitRate, found auc");
    }
}
