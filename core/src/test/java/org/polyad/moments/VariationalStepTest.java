package org.polyad.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariationalStepTest {
    private static final int WORDS = 60;

    private static TopicModel random(int k, long seed) {
        Random random = new Random(seed);
        double[] alpha = new double[k];
        java.util.Arrays.fill(alpha, 0.4);
        return new TopicModel(random.doubles(WORDS * k, 0.5, 1.5).toArray(), alpha, 0.3);
    }

    private static PlantedTopics planted() {
        return new PlantedTopics(WORDS, new double[] {0.3, 0.5, 0.2}, 800, 40, 5);
    }

    @Test
    void the_bound_rises_with_every_pass_seed_5() {
        Passes<DocumentBlock> passes = new LocalPasses<>(planted().blocks);
        TopicModel model = random(3, 1);
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < 8; step++) {
            double bound = TopicBound.of(passes, model).logLikelihood();
            // Posteriors end at a mean change of 1e-3, not at the optimum.
            assertThat(bound).isGreaterThan(before - 1);
            before = bound;
            model = VariationalStep.next(passes, model, step % 2 == 0);
        }
    }

    /** The posterior as the papers write it, with a matrix of responsibilities for each word, until it moves no more. */
    @Test
    void a_posterior_is_the_fixed_point_of_the_responsibilities() {
        double[] lambda = random(3, 2).lambda();
        for (int i = 0; i < WORDS; i++) {
            lambda[i * 3 + i % 3] *= 30;
        }
        TopicModel model = new TopicModel(lambda, new double[] {0.4, 0.4, 0.4}, 0.3);
        double[] weights = model.weights();
        int[] words = {1, 7, 30, 59};
        float[] counts = {40, 10, 3, 60};
        DocumentPosterior posterior = new DocumentPosterior(weights, model.alpha());
        posterior.infer(words, counts, 0, 4);
        double[] gamma = {30, 30, 30};
        for (int step = 0; step < 2000; step++) {
            double[] next = model.alpha().clone();
            for (int c = 0; c < 4; c++) {
                double[] phi = new double[3];
                double sum = 0;
                for (int r = 0; r < 3; r++) {
                    phi[r] = weights[words[c] * 3 + r] * Math.exp(GammaFunctions.digamma(gamma[r]));
                    sum += phi[r];
                }
                for (int r = 0; r < 3; r++) {
                    next[r] += counts[c] * phi[r] / sum;
                }
            }
            gamma = next;
        }
        assertThat(posterior.gamma()).containsExactly(gamma, within(0.01));
        double total = 0;
        for (double g : posterior.gamma()) {
            total += g;
        }
        assertThat(total).isEqualTo(113 + 1.2, within(1e-9));
    }

    /** exp(psi(alpha)) underflows from about 1e-3 down. */
    @Test
    void a_prior_near_zero_stays_a_number() {
        Passes<DocumentBlock> passes = new LocalPasses<>(planted().blocks);
        TopicModel model = new TopicModel(random(3, 1).lambda(), new double[] {1e-4, 1e-4, 0.5}, 0.3);
        TopicModel next = VariationalStep.next(passes, model, false);
        for (double alpha : next.alpha()) {
            assertThat(alpha).isBetween(1e-4, 1e3);
        }
        assertThat(TopicBound.of(passes, next).logLikelihood())
                .isFinite()
                .isGreaterThan(TopicBound.of(passes, model).logLikelihood());
    }

    @Test
    void alpha_maximises_its_part_of_the_bound() {
        Passes<DocumentBlock> passes = new LocalPasses<>(planted().blocks);
        TopicModel model = random(3, 1);
        for (int step = 0; step < 30; step++) {
            model = VariationalStep.next(passes, model, false);
        }
        double best = TopicBound.of(passes, model).logLikelihood();
        for (int r = 0; r < 3; r++) {
            for (double factor : new double[] {0.8, 1.25}) {
                double[] alpha = model.alpha().clone();
                alpha[r] *= factor;
                TopicModel moved = new TopicModel(model.lambda(), alpha, model.eta());
                assertThat(TopicBound.of(passes, moved).logLikelihood()).isLessThan(best);
            }
        }
    }

    @Test
    void one_topic_completes_as_the_words_shares_do() {
        PlantedTopics planted = planted();
        double[] shares = new double[WORDS];
        java.util.Arrays.fill(shares, 1.0 / WORDS);
        DocumentCompletion.Score score =
                DocumentCompletion.of(new LocalPasses<>(planted.blocks), shares, new double[] {1}, 1);
        assertThat(score.logPerplexity()).isEqualTo(Math.log(WORDS), within(1e-12));
        assertThat(score.words()).isEqualTo(800 * 20);
    }

    /** Documents of one word, repeated: the other half is known once the first is. */
    @Test
    void two_topics_of_one_word_each_are_completed() {
        DocumentBlock.Builder builder = new DocumentBlock.Builder(1);
        builder.add(new int[] {0}, new double[] {9}, 1, 1);
        builder.add(new int[] {1}, new double[] {1}, 1, 1);
        double[] distributions = {0.999, 0.001, 0.001, 0.999};
        double[] alpha = {0.1, 0.1};
        DocumentCompletion.Score score =
                DocumentCompletion.of(new LocalPasses<>(List.of(builder.build())), distributions, alpha, 1);
        // 5 tokens seen: the shares are near (5.1, 0.1) / 5.2; the document of one word is left out.
        double p = (5.1 * 0.999 + 0.1 * 0.001) / 5.2;
        assertThat(score.words()).isEqualTo(4);
        assertThat(score.logPerplexity()).isEqualTo(-Math.log(p), within(1e-3));
    }

    @Test
    void moments_and_passes_find_planted_topics_seed_2() {
        PlantedTopics planted = new PlantedTopics(100, new double[] {0.2, 0.3, 0.2, 0.3}, 6000, 50, 2);
        Passes<DocumentBlock> passes = new LocalPasses<>(planted.blocks);
        TopicFit fit = TopicFit.of(passes, 100, TopicOptions.of(4));
        TopicFit moments = TopicFit.of(passes, 100, TopicOptions.of(4).withPasses(0));
        assertThat(planted.error(fit.model().distributions())).isLessThan(0.04);
        assertThat(fit.estimate().concentration()).isBetween(0.8, 1.25);
        assertThat(DocumentCompletion.of(passes, fit.model(), 1).logPerplexity())
                .isLessThan(DocumentCompletion.of(passes, moments.model(), 1).logPerplexity() + 1e-3);
        TopicModel random =
                new TopicModel(new Random(1).doubles(400, 50, 100).toArray(), new double[] {1, 1, 1, 1}, 0.25);
        for (int step = 0; step < 2; step++) {
            random = VariationalStep.next(passes, random, false);
        }
        assertThat(TopicBound.of(passes, fit.model()).logPerplexity())
                .isLessThan(TopicBound.of(passes, random).logPerplexity());
    }
}
