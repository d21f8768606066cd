package org.polyad.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.parallel.Threads;

/** Moments against loops over pairs and triples of different tokens. */
class TopicMomentsTest {
    private static final int WORDS = 5;

    /** Documents as lists of tokens. */
    private static List<int[]> documents() {
        Random random = new Random(7);
        List<int[]> documents = new ArrayList<>();
        for (int d = 0; d < 40; d++) {
            documents.add(random.ints(3 + d % 6, 0, WORDS).map(t -> t * t / 4).toArray());
        }
        return documents;
    }

    private static List<DocumentBlock> blocks(List<int[]> documents, double[] weights) {
        List<DocumentBlock> blocks = new ArrayList<>();
        DocumentBlock.Builder builder = new DocumentBlock.Builder(3);
        for (int d = 0; d < documents.size(); d++) {
            double[] counts = new double[WORDS];
            for (int token : documents.get(d)) {
                counts[token]++;
            }
            builder.add(new int[] {0, 1, 2, 3, 4}, counts, WORDS, weights[d]);
            if (d % 13 == 12) {
                blocks.add(builder.build());
            }
        }
        blocks.add(builder.build());
        return blocks;
    }

    private static double[] weights(int n) {
        double[] weights = new double[n];
        for (int d = 0; d < n; d++) {
            weights[d] = 1 + d % 3;
        }
        return weights;
    }

    @Test
    void moments_count_pairs_and_triples_of_different_tokens() {
        List<int[]> documents = documents();
        double[] weights = weights(documents.size());
        double[] pairs = new double[WORDS * WORDS];
        SmallTensor triples = new SmallTensor(WORDS);
        double total = 0;
        for (int d = 0; d < documents.size(); d++) {
            addTokens(documents.get(d), weights[d], pairs, triples);
            total += weights[d];
        }
        TopicMoments moments = TopicMoments.of(new LocalPasses<>(blocks(documents, weights)), WORDS, WORDS, 3, 1);
        double[] u = moments.basis();
        double[] second = Matrices.times(
                Matrices.times(u, moments.second(), WORDS, WORDS, WORDS),
                Matrices.transposed(u, WORDS, WORDS),
                WORDS,
                WORDS,
                WORDS);
        SmallTensor third = moments.third().transformed(Matrices.transposed(u, WORDS, WORDS), WORDS);
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            for (int j = 0; j < WORDS; j++) {
                assertThat(second[i * WORDS + j]).isEqualTo(pairs[i * WORDS + j] / total, within(1e-12));
                for (int k = 0; k < WORDS; k++) {
                    assertThat(third.at(i, j, k)).isEqualTo(triples.at(i, j, k) / total, within(1e-12));
                    sum += third.at(i, j, k);
                }
            }
        }
        assertThat(sum).isEqualTo(1, within(1e-9));
    }

    private static void addTokens(int[] tokens, double weight, double[] pairs, SmallTensor triples) {
        int l = tokens.length;
        for (int a = 0; a < l; a++) {
            for (int b = 0; b < l; b++) {
                if (a != b) {
                    pairs[tokens[a] * WORDS + tokens[b]] += weight / (l * (l - 1.0));
                }
                for (int c = 0; c < l; c++) {
                    boolean once = tokens[a] >= tokens[b] && tokens[b] >= tokens[c];
                    if (a != b && a != c && b != c && once) {
                        int at = SmallTensor.offset(tokens[a], tokens[b]) + tokens[c];
                        triples.values()[at] += weight / (l * (l - 1.0) * (l - 2.0));
                    }
                }
            }
        }
    }

    /** In a basis of fewer directions the moments are those in all, seen there. */
    @Test
    void compressed_moments_are_the_whole_ones_in_the_basis() {
        List<DocumentBlock> blocks = new PlantedTopics(30, new double[] {0.3, 0.4, 0.3}, 400, 12, 9).blocks;
        TopicMoments whole = TopicMoments.of(new LocalPasses<>(blocks), 30, 30, 2, 1);
        TopicMoments few = TopicMoments.of(new LocalPasses<>(blocks), 30, 6, 2, 1);
        double[] u = few.basis();
        double[] half = new double[6 * 30];
        Matrices.transposeTimes(u, whole.second(), 30, 6, 30, half);
        assertThat(few.second()).containsExactly(Matrices.times(half, u, 6, 30, 6), within(1e-13));
        assertThat(few.third().values())
                .containsExactly(whole.third().transformed(u, 6).values(), within(1e-13));
        double[] identity = new double[36];
        Matrices.transposeTimes(u, u, 30, 6, 6, identity);
        assertThat(identity[0]).isEqualTo(1, within(1e-12));
        assertThat(identity[1]).isEqualTo(0, within(1e-12));
    }

    /** Leading by the eigenvalue, not by its size: the negative ones are the largest here. */
    @Test
    void the_range_finder_prefers_positive_eigenvalues() {
        double[] eigenvalues = new double[200];
        for (int i = 0; i < 200; i++) {
            eigenvalues[i] = i < 5 ? 1 - 0.1 * i : i < 15 ? -1.5 : 0.01 * Math.sin(i);
        }
        double[] start = new Random(1).doubles(200 * 8, -1, 1).toArray();
        RangeFinder finder = new RangeFinder(200, 8, start);
        for (int step = 0; step < 3; step++) {
            double[] product = finder.next().clone();
            for (int p = 0; p < product.length; p++) {
                product[p] *= eigenvalues[p / 8];
            }
            finder.add(product);
        }
        double[] basis = finder.basis();
        for (int c = 0; c < 5; c++) {
            assertThat(Math.abs(basis[c * 8 + c])).isGreaterThan(0.98);
        }
    }

    @Test
    void a_weight_counts_as_copies_do() {
        List<int[]> documents = documents();
        double[] weights = weights(documents.size());
        List<int[]> copied = new ArrayList<>();
        for (int d = 0; d < documents.size(); d++) {
            for (int copy = 0; copy < weights[d]; copy++) {
                copied.add(documents.get(d));
            }
        }
        double[] ones = new double[copied.size()];
        java.util.Arrays.fill(ones, 1);
        TopicMoments weighted = TopicMoments.of(new LocalPasses<>(blocks(documents, weights)), WORDS, 3, 3, 1);
        TopicMoments several = TopicMoments.of(new LocalPasses<>(blocks(copied, ones)), WORDS, 3, 3, 1);
        assertThat(weighted.second()).containsExactly(several.second(), within(1e-12));
        assertThat(weighted.third().values()).containsExactly(several.third().values(), within(1e-12));
        assertThat(weighted.first()).containsExactly(several.first(), within(1e-12));
        assertThat(weighted.tokens()).isEqualTo(several.tokens());
    }

    @Test
    void threads_do_not_change_a_bit() {
        PlantedTopics planted = new PlantedTopics(40, new double[] {0.3, 0.4, 0.3}, 5000, 20, 3);
        Passes<DocumentBlock> passes = new LocalPasses<>(planted.blocks);
        TopicFit one = TopicFit.of(passes, 40, TopicOptions.of(3).withPasses(2));
        try (Threads threads = Threads.of(3)) {
            TopicFit three =
                    threads.in(() -> TopicFit.of(passes, 40, TopicOptions.of(3).withPasses(2)));
            assertThat(three.model().lambda()).isEqualTo(one.model().lambda());
            assertThat(three.model().alpha()).isEqualTo(one.model().alpha());
        }
    }

    @Test
    void documents_of_two_words_are_no_moments() {
        DocumentBlock.Builder builder = new DocumentBlock.Builder(3);
        assertThat(builder.add(new int[] {1, 2}, new double[] {1, 1}, 2, 1)).isFalse();
        List<DocumentBlock> blocks = List.of(builder.build());
        assertThatThrownBy(() -> TopicMoments.of(new LocalPasses<>(blocks), WORDS, 3, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 words or more");
    }

    @Test
    void a_count_that_is_none_is_named() {
        DocumentBlock.Builder builder = new DocumentBlock.Builder(3);
        assertThatThrownBy(() -> builder.add(new int[] {3, 12}, new double[] {4, -1}, 2, 1))
                .hasMessageContaining("word 12 of a document has -1.0");
        assertThatThrownBy(() -> builder.add(new int[] {12}, new double[] {1.5}, 1, 1))
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> builder.add(new int[] {12}, new double[] {4}, 1, -2))
                .hasMessageContaining("-2.0");
    }
}
