package org.polyad.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics from exact moments come back, from samples at the known rate. */
class TopicSolverTest {
    private static final int WORDS = 9;

    private static double[] identity(int n) {
        double[] u = new double[n * n];
        for (int i = 0; i < n; i++) {
            u[i * n + i] = 1;
        }
        return u;
    }

    /** The moments of a Dirichlet with the given alpha, or of single topics with the weights alpha where a0 is 0. */
    private static TopicMoments exact(double[][] topics, double[] alpha, double a0) {
        double sum = Arrays.stream(alpha).sum();
        double[] m1 = new double[WORDS];
        double[] e2 = new double[WORDS * WORDS];
        SmallTensor e3 = new SmallTensor(WORDS);
        double scale2 = a0 == 0 ? 1 : 1 / (a0 * (a0 + 1));
        double scale3 = a0 == 0 ? 1 : 2 / (a0 * (a0 + 1) * (a0 + 2));
        for (int r = 0; r < topics.length; r++) {
            for (int i = 0; i < WORDS; i++) {
                m1[i] += alpha[r] / sum * topics[r][i];
                for (int j = 0; j < WORDS; j++) {
                    e2[i * WORDS + j] += scale2 * alpha[r] * topics[r][i] * topics[r][j];
                }
            }
            e3.addCube(scale3 * alpha[r], topics[r]);
        }
        for (int i = 0; i < WORDS; i++) {
            for (int j = 0; j < WORDS; j++) {
                e2[i * WORDS + j] += a0 / (a0 + 1) * m1[i] * m1[j];
            }
        }
        e3.addSymmetric(a0 / (a0 + 2), e2, m1);
        e3.addCube(-2 * a0 * a0 / ((a0 + 1) * (a0 + 2)), m1);
        return new TopicMoments(new TopicMoments.Parts(identity(WORDS), e2, e3, new double[WORDS], m1, 1, 1));
    }

    private static double[][] topics(int k, long seed) {
        Random random = new Random(seed);
        double[][] topics = new double[k][];
        double[] prior = new double[WORDS];
        Arrays.fill(prior, 0.5);
        for (int r = 0; r < k; r++) {
            topics[r] = PlantedTopics.dirichlet(prior, random);
        }
        return topics;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 1.3, 40})
    void exact_moments_give_topics_and_prior(double a0) {
        double[][] topics = topics(4, 11);
        double[] alpha = {0.1, 0.2, 0.3, 0.4};
        double[] scaled = Arrays.stream(alpha).map(a -> a0 == 0 ? a : a * a0).toArray();
        TopicEstimate estimate = new TopicSolver(exact(topics, scaled, a0), 4, 1).solve(a0);
        assertThat(estimate.residual()).isLessThan(1e-9);
        assertThat(estimate.sums()).containsExactly(new double[] {1, 1, 1, 1}, within(1e-9));
        assertThat(estimate.negativeMass()).isLessThan(1e-9);
        for (int r = 0; r < 4; r++) {
            int found = nearest(topics[r], estimate.topics(), 4);
            assertThat(estimate.alpha()[found]).isEqualTo(scaled[r], within(1e-9 * (1 + a0)));
            for (int i = 0; i < WORDS; i++) {
                assertThat(estimate.topics()[i * 4 + found]).isEqualTo(topics[r][i], within(1e-9));
            }
        }
    }

    private static int nearest(double[] topic, double[] found, int k) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < k; r++) {
            double distance = 0;
            for (int i = 0; i < topic.length; i++) {
                distance += Math.abs(topic[i] - found[i * k + r]);
            }
            if (distance < least) {
                least = distance;
                best = r;
            }
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 7})
    void exact_moments_give_the_sum_of_the_prior(double a0) {
        double[] alpha = {0.3 * a0, 0.3 * a0, 0.4 * a0};
        TopicSolver solver = new TopicSolver(exact(topics(3, 5), alpha, a0), 3, 1);
        assertThat(solver.concentration()).isEqualTo(a0, within(2e-3 * a0));
    }

    @Test
    void more_topics_than_directions_cannot_be_told_apart() {
        TopicMoments moments = exact(topics(3, 5), new double[] {0.3, 0.3, 0.4}, 1);
        assertThatThrownBy(() -> new TopicSolver(moments, 5, 1).solve(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topics 4 to 5 cannot be told apart in the second moments (eigenvalue 4 is");
        assertThatThrownBy(() -> new TopicSolver(moments, 10, 1)).hasMessageContaining("from 1 to 9 here, found 10");
    }

    /** Means over seeds 1 to 3; the bounds are what samples of that size gave elsewhere. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 4000, 16000})
    void errors_fall_with_the_root_of_the_documents_seeds_1_to_3(int documents) {
        double error = 0;
        for (long seed = 1; seed <= 3; seed++) {
            double[] alpha = {0.2, 0.2, 0.2, 0.2, 0.2};
            PlantedTopics planted = new PlantedTopics(200, alpha, documents, 60, seed);
            TopicOptions options = TopicOptions.of(5).withPasses(0).withConcentration(1);
            TopicFit fit = TopicFit.of(new LocalPasses<>(planted.blocks), 200, options);
            assertThat(fit.moments().supported()).isEqualTo(5);
            error += planted.error(fit.estimate().topics()) / 3;
        }
        assertThat(error * Math.sqrt(documents)).isBetween(1.0, 3.5);
    }

    @Test
    void topics_that_are_noise_are_refused_seed_1() {
        PlantedTopics planted = new PlantedTopics(200, new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, 3000, 60, 1);
        Passes<DocumentBlock> passes = new LocalPasses<>(planted.blocks);
        assertThatThrownBy(() -> TopicFit.of(passes, 200, TopicOptions.of(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the documents support 5 topics, not 7")
                .hasMessageContaining("topic 6 has z =");
        assertThatThrownBy(() -> TopicFit.of(passes, 200, TopicOptions.of(201)))
                .hasMessageContaining("201 topics need 201 or more words, found 200");
    }
}
