package org.polyad.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.parallel.Threads;

class MixtureTest {
    /** Means, variances and weights as given. */
    private static List<SampleBlock> draw(double[][] means, double[] sigma, double[] weights, int samples, long seed) {
        Random random = new Random(seed);
        int d = means[0].length;
        List<SampleBlock> blocks = new ArrayList<>();
        SampleBlock.Builder builder = new SampleBlock.Builder(d);
        double[] x = new double[d];
        for (int s = 0; s < samples; s++) {
            int h = PlantedTopics.draw(weights, random);
            for (int i = 0; i < d; i++) {
                x[i] = means[h][i] + sigma[h] * random.nextGaussian();
            }
            builder.add(x, 1);
            if (builder.full()) {
                blocks.add(builder.build());
            }
        }
        blocks.add(builder.build());
        return blocks;
    }

    private static double[][] means(int k, int d, double scale, double origin, long seed) {
        Random random = new Random(seed);
        double[][] means = new double[k][d];
        for (double[] mean : means) {
            for (int i = 0; i < d; i++) {
                mean[i] = origin + scale * random.nextGaussian();
            }
        }
        return means;
    }

    /** ||found - true|| / ||true - their mean||, means matched to the nearest. */
    private static double error(double[][] means, MixtureModel model) {
        double[] found = model.means();
        int d = means[0].length;
        double error = 0;
        double norm = 0;
        for (double[] mean : means) {
            double least = Double.POSITIVE_INFINITY;
            for (int r = 0; r < model.components(); r++) {
                double distance = 0;
                for (int i = 0; i < d; i++) {
                    distance += Math.pow(mean[i] - found[r * d + i], 2);
                }
                least = Math.min(least, distance);
            }
            error += least;
            for (int i = 0; i < d; i++) {
                double average = 0;
                for (double[] other : means) {
                    average += other[i] / means.length;
                }
                norm += Math.pow(mean[i] - average, 2);
            }
        }
        return Math.sqrt(error / norm);
    }

    /** The moments of a mixture, from its parameters. */
    private static SampleMoments exact(double[][] means, double[] variances, double[] weights) {
        int d = means[0].length;
        int k = means.length;
        double[] mean = new double[d];
        double sigma2 = 0;
        for (int r = 0; r < k; r++) {
            sigma2 += weights[r] * variances[r];
            for (int i = 0; i < d; i++) {
                mean[i] += weights[r] * means[r][i];
            }
        }
        double[] covariance = new double[d * d];
        for (int i = 0; i < d; i++) {
            covariance[i * d + i] += sigma2;
            for (int j = 0; j < d; j++) {
                for (int r = 0; r < k; r++) {
                    covariance[i * d + j] += weights[r] * (means[r][i] - mean[i]) * (means[r][j] - mean[j]);
                }
            }
        }
        Matrices.Eigen eigen = Matrices.Eigen.of(covariance, d);
        double[] directions = java.util.Arrays.copyOf(eigen.vectors(), (k - 1) * d);
        SmallTensor cube = new SmallTensor(k - 1);
        double[] shared = new double[k - 1];
        double[] identity = new double[(k - 1) * (k - 1)];
        for (int r = 0; r < k; r++) {
            double[] nu = new double[k - 1];
            for (int c = 0; c < k - 1; c++) {
                identity[c * (k - 1) + c] = 1;
                for (int i = 0; i < d; i++) {
                    nu[c] += directions[c * d + i] * (means[r][i] - mean[i]);
                }
                shared[c] += weights[r] * variances[r] * nu[c];
            }
            cube.addCube(weights[r], nu);
        }
        cube.addSymmetric(1, identity, shared);
        return new SampleMoments(mean, directions, eigen.values(), sigma2, cube, shared, new double[k], 1);
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 0", "4, 7, 0", "4, 7, 1000", "3, 3, -5"})
    void exact_moments_give_the_mixture(int k, int d, double origin) {
        double[][] means = means(k, d, 2, origin, 5);
        double[] weights = java.util.Arrays.copyOf(new double[] {0.3, 0.7, 0, 0}, k);
        double[] variances = java.util.Arrays.copyOf(new double[] {0.5, 1.5, 0.8, 1.1}, k);
        for (int r = 0; k > 2 && r < k; r++) {
            weights[r] = (1.0 + r) / (k * (k + 1) / 2.0);
        }
        MixtureSolver.Estimate estimate = MixtureSolver.solve(exact(means, variances, weights), false, 1);
        assertThat(error(means, estimate.model())).isLessThan(1e-8);
        assertThat(estimate.weightSum()).isEqualTo(1, within(1e-8));
        assertThat(sorted(estimate.model().variances())).containsExactly(sorted(variances), within(1e-7));
        assertThat(sorted(estimate.model().weights())).containsExactly(sorted(weights), within(1e-8));
    }

    private static double[] sorted(double[] numbers) {
        double[] sorted = numbers.clone();
        java.util.Arrays.sort(sorted);
        return sorted;
    }

    @Test
    void exact_moments_of_equal_variances() {
        double[][] means = means(3, 6, 1, 3, 2);
        double[] weights = {0.2, 0.3, 0.5};
        double[] variances = {0.7, 0.7, 0.7};
        MixtureSolver.Estimate estimate = MixtureSolver.solve(exact(means, variances, weights), true, 1);
        assertThat(error(means, estimate.model())).isLessThan(1e-8);
        assertThat(estimate.model().variances()).containsExactly(variances, within(1e-10));
    }

    /** Sums by two nested loops over samples and features, in place of the passes. */
    @Test
    void the_passes_give_the_moments_of_the_samples() {
        double[][] means = means(3, 5, 2, 1, 3);
        List<SampleBlock> blocks = draw(means, new double[] {1, 0.5, 0.8}, new double[] {0.3, 0.3, 0.4}, 500, 4);
        SampleMoments moments = SampleMoments.of(new LocalPasses<>(blocks), 5, 3, 1);
        double cube = 0;
        double shared = 0;
        double trace = 0;
        for (SampleBlock block : blocks) {
            for (int s = 0; s < block.samples(); s++) {
                double[] p = new double[2];
                double norm = 0;
                for (int i = 0; i < 5; i++) {
                    double y = block.values[s * 5 + i] - moments.mean()[i];
                    norm += y * y;
                    p[0] += moments.directions()[i] * y;
                    p[1] += moments.directions()[5 + i] * y;
                }
                trace += norm / 500;
                cube += p[0] * p[0] * p[1] / 500;
                shared += p[1] * (norm - p[0] * p[0] - p[1] * p[1]) / 3 / 500;
            }
        }
        assertThat(moments.cube().at(0, 1, 0)).isEqualTo(cube, within(1e-10));
        assertThat(moments.shared()[1]).isEqualTo(shared, within(1e-10));
        double sigma2 = (trace - moments.eigenvalues()[0] - moments.eigenvalues()[1]) / 3;
        assertThat(moments.sigma2()).isEqualTo(sigma2, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"2000, 0, 0.08", "20000, 0, 0.02", "20000, 500, 0.02"})
    void samples_give_the_means_at_any_origin_seeds_1_to_3(int samples, double origin, double most) {
        double worst = 0;
        for (long seed = 1; seed <= 3; seed++) {
            double[][] means = means(4, 20, 2, origin, seed);
            double[] sigma = {0.6, 1.4, 0.9, 1.1};
            List<SampleBlock> blocks = draw(means, sigma, new double[] {0.15, 0.25, 0.25, 0.35}, samples, seed);
            MixtureFit fit = MixtureFit.of(new LocalPasses<>(blocks), 20, MixtureFit.Options.of(4));
            assertThat(fit.moments().supported()).isEqualTo(4);
            worst = Math.max(worst, error(means, fit.model()));
        }
        assertThat(worst).isLessThan(most);
    }

    @Test
    void two_clusters_at_plus_and_minus_2_have_no_third_moment_and_are_found_seed_1() {
        double[][] means = new double[2][8];
        java.util.Arrays.fill(means[0], 2 / Math.sqrt(8));
        java.util.Arrays.fill(means[1], -2 / Math.sqrt(8));
        List<SampleBlock> blocks = draw(means, new double[] {1, 1}, new double[] {0.5, 0.5}, 5000, 1);
        MixtureFit fit = MixtureFit.of(new LocalPasses<>(blocks), 8, MixtureFit.Options.of(2));
        assertThat(error(means, fit.model())).isLessThan(0.1);
    }

    /** Densities of some hundred features underflow. */
    @Test
    void probabilities_differ_in_many_features_seed_1() {
        double[][] means = means(2, 1000, 0.3, 0, 1);
        double[] flat = new double[2000];
        System.arraycopy(means[0], 0, flat, 0, 1000);
        System.arraycopy(means[1], 0, flat, 1000, 1000);
        MixtureModel model = new MixtureModel(new double[] {0.5, 0.5}, flat, new double[] {1, 1});
        SampleBlock block =
                draw(means, new double[] {1, 1}, new double[] {1, 0}, 20, 2).get(0);
        double[] probabilities = new double[2];
        for (int s = 0; s < 20; s++) {
            assertThat(model.logDensity(block.values, s * 1000, probabilities)).isLessThan(-1000);
            assertThat(probabilities[0]).isGreaterThan(0.999);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void expectation_maximisation_never_lowers_the_likelihood_seed_7(boolean equal) {
        double[][] means = means(3, 4, 1, 0, 7);
        List<SampleBlock> blocks = draw(means, new double[] {1, 0.5, 0.8}, new double[] {0.3, 0.3, 0.4}, 2000, 7);
        Passes<SampleBlock> passes = new LocalPasses<>(blocks);
        double[] start = new Random(3).doubles(12, -1, 1).toArray();
        MixtureModel model = new MixtureModel(new double[] {0.2, 0.4, 0.4}, start, new double[] {1, 1, 1});
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < 30; step++) {
            SphericalEm.Step next = SphericalEm.next(passes, model, equal);
            assertThat(next.logLikelihood()).isGreaterThanOrEqualTo(before - 1e-12);
            assertThat(next.logLikelihood()).isEqualTo(SphericalEm.logLikelihood(passes, model));
            before = next.logLikelihood();
            model = next.model();
        }
    }

    @Test
    void threads_do_not_change_a_bit() {
        double[][] means = means(3, 6, 2, 0, 1);
        List<SampleBlock> blocks = draw(means, new double[] {1, 1, 1}, new double[] {0.3, 0.3, 0.4}, 3000, 1);
        MixtureFit one = MixtureFit.of(new LocalPasses<>(blocks), 6, MixtureFit.Options.of(3));
        try (Threads threads = Threads.of(3)) {
            MixtureFit three = threads.in(() -> MixtureFit.of(new LocalPasses<>(blocks), 6, MixtureFit.Options.of(3)));
            assertThat(three.model().means()).isEqualTo(one.model().means());
            assertThat(three.model().variances()).isEqualTo(one.model().variances());
        }
    }

    @Test
    void one_component_is_the_mean_and_the_variance() {
        List<SampleBlock> blocks = draw(means(1, 3, 2, 0, 1), new double[] {1.5}, new double[] {1}, 5000, 1);
        MixtureFit fit = MixtureFit.of(new LocalPasses<>(blocks), 3, MixtureFit.Options.of(1));
        assertThat(fit.model().means()).containsExactly(fit.moments().mean(), within(1e-12));
        assertThat(fit.model().variances()[0]).isEqualTo(2.25, within(0.1));
    }

    @Test
    void what_is_no_mixture_is_refused() {
        double[][] means = means(3, 6, 2, 0, 1);
        Passes<SampleBlock> passes =
                new LocalPasses<>(draw(means, new double[] {1, 1, 1}, new double[] {0.3, 0.3, 0.4}, 5000, 1));
        assertThatThrownBy(() -> MixtureFit.of(passes, 6, MixtureFit.Options.of(5)))
                .hasMessageContaining("the samples support 3 components, not 5");
        assertThatThrownBy(() -> MixtureFit.of(passes, 6, MixtureFit.Options.of(8)))
                .hasMessageContaining("8 components need 8 or more features, found 6");
        SampleBlock.Builder builder = new SampleBlock.Builder(2);
        assertThatThrownBy(() -> builder.add(new double[] {1, Double.NaN}, 1))
                .hasMessageContaining("feature 1 of a sample is NaN");
        assertThatThrownBy(() -> builder.add(new double[] {1, 1}, -1)).hasMessageContaining("found -1.0");
        double[] wide = {3, 0.1, 0.1, 0.1};
        SampleMoments odd = new SampleMoments(
                new double[4], new double[] {1, 0, 0, 0}, wide, 0.1, cube(0.5), new double[] {4}, new double[2], 1);
        assertThatThrownBy(() -> MixtureSolver.solve(odd, false, 1)).hasMessageContaining("would have the variance -");
    }

    private static SmallTensor cube(double value) {
        return new SmallTensor(1, new double[] {value});
    }
}
