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
        TopicMoments moments = TopicMoments.of(new LocalPasses<>(blocks(documents, weights)), WORDS, 4, 3, 1);
        // The words 0, 1, 2 and 4 alone occur, so that 4 directions hold everything.
        double[] u = moments.basis();
        double[] second = Matrices.times(
                Matrices.times(u, moments.second(), WORDS, 4, 4), Matrices.transposed(u, WORDS, 4), WORDS, 4, WORDS);
        SmallTensor third = moments.third().transformed(Matrices.transposed(u, WORDS, 4), WORDS);
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
