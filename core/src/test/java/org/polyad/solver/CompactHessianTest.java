package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limited-memory model, its Cauchy point and its subspace minimum against dense matrices. */
class CompactHessianTest {
    private static final int N = 9;

    private final Random random = new Random(31);
    private final double[] x = SmoothProblems.uniform(N, 1, random);
    private final double[] gradient = new double[N];

    /** Pairs of a random quadratic, of which only the last {@code memory} are kept. */
    private CorrectionPairs pairs(int count, int memory) {
        double[][] a = new double[N][N];
        for (int k = 0; k < N; k++) {
            double[] v = random.doubles(N, -1, 1).toArray();
            addOuter(a, v, v, Math.pow(10, k % 3));
        }
        CorrectionPairs pairs = new CorrectionPairs(memory);
        for (int j = 0; j < count; j++) {
            double[] s = random.doubles(N, -1, 1).toArray();
            pairs.add(s, times(a, s));
        }
        Arrays.setAll(gradient, i -> random.nextGaussian());
        return pairs;
    }

    private static void addOuter(double[][] a, double[] u, double[] v, double factor) {
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < v.length; j++) {
                a[i][j] += factor * u[i] * v[j];
            }
        }
    }

    private static double[] times(double[][] a, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += a[i][j] * v[j];
            }
        }
        return product;
    }

    /** B = B - B s s'B / s'Bs + y y' / s'y, pair by pair, from theta I. */
    private static double[][] dense(CorrectionPairs pairs, double theta) {
        double[][] b = new double[N][N];
        for (int i = 0; i < N; i++) {
            b[i][i] = theta;
        }
        for (int j = 0; j < pairs.size(); j++) {
            double[] bs = times(b, pairs.step(j));
            addOuter(b, bs, bs, -1 / CorrectionPairs.dot(pairs.step(j), bs));
            double[] y = pairs.change(j);
            addOuter(b, y, y, 1 / CorrectionPairs.dot(pairs.step(j), y));
        }
        return b;
    }

    private double model(double[][] b, double[] z) {
        double[] d = new double[N];
        Arrays.setAll(d, i -> z[i] - x[i]);
        return CorrectionPairs.dot(gradient, d) + CorrectionPairs.dot(d, times(b, d)) / 2;
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "4, 4", "7, 4"})
    void is_the_matrix_of_bfgs_updates_seed_31(int count, int memory) {
        CorrectionPairs pairs = pairs(count, memory);
        assertThat(pairs.size()).isEqualTo(Math.min(count, memory));
        CompactHessian hessian = CompactHessian.of(pairs, 3);
        double[][] b = dense(pairs, hessian.theta());
        for (int i = 0; i < N; i++) {
            double[] e = new double[N];
            e[i] = 1;
            double[] column = new double[N];
            double[] middle = hessian.middle(hessian.transposed(e));
            Arrays.setAll(middle, k -> -middle[k]);
            hessian.add(middle, column);
            column[i] += hessian.theta();
            assertThat(column).containsExactly(times(b, e), within(1e-9 * hessian.theta()));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "7, 4"})
    void breeze_multiplies_by_its_inverse_seed_31(int count, int memory) {
        CorrectionPairs pairs = pairs(count, memory);
        double theta = count == 0 ? 1 : CompactHessian.of(pairs, 1).theta();
        double[] back = times(dense(pairs, theta), BreezeLbfgs.direction(pairs, gradient));
        for (int i = 0; i < N; i++) {
            assertThat(back[i]).isCloseTo(-gradient[i], within(1e-8));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "6, 0", "6, 0.3", "6, -9"})
    void cauchy_point_is_the_first_minimum_along_the_projected_path_seed_31(int count, double bound) {
        CorrectionPairs pairs = pairs(count, 4);
        CompactHessian hessian = CompactHessian.of(pairs, 3);
        double[][] b = dense(pairs, hessian.theta());
        double[] lower = new double[N];
        Arrays.setAll(lower, i -> Math.min(bound, x[i]));
        CauchyPoint cauchy = new CauchyPoint(hessian, x, gradient, lower);
        double least = 0;
        double[] best = x;
        for (double t = 1e-6; ; t *= 1.00002) {
            double[] z = new double[N];
            double time = t;
            Arrays.setAll(z, i -> Math.max(lower[i], x[i] - time * gradient[i]));
            if (model(b, z) > least || t > 1e3) {
                break;
            }
            least = model(b, z);
            best = z;
        }
        assertThat(cauchy.point).containsExactly(best, within(2e-4));
        assertThat(model(b, cauchy.point)).isLessThanOrEqualTo(least + 1e-12);
        double[] moved = new double[N];
        Arrays.setAll(moved, i -> cauchy.point[i] - x[i]);
        assertThat(cauchy.product).containsExactly(hessian.transposed(moved), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "6, 0", "6, -99"})
    void the_subspace_minimum_leaves_no_slope_among_free_unknowns_seed_31(int count, double bound) {
        CorrectionPairs pairs = pairs(count, 4);
        CompactHessian hessian = CompactHessian.of(pairs, 3);
        double[][] b = dense(pairs, hessian.theta());
        double[] lower = new double[N];
        Arrays.fill(lower, bound);
        CauchyPoint cauchy = new CauchyPoint(hessian, x, gradient, lower);
        // as far from the bounds as the free unknowns may need
        double[] far = new double[N];
        boolean[] free = new boolean[N];
        for (int i = 0; i < N; i++) {
            free[i] = cauchy.point[i] > lower[i];
            far[i] = free[i] ? -1e6 : lower[i];
        }
        double[] target = new SubspaceMinimum(hessian, x, gradient, far).from(cauchy);
        double[] d = new double[N];
        Arrays.setAll(d, i -> target[i] - x[i]);
        double[] slopes = times(b, d);
        for (int i = 0; i < N; i++) {
            if (free[i]) {
                assertThat(slopes[i] + gradient[i]).isCloseTo(0, within(1e-7));
            } else {
                assertThat(target[i]).isEqualTo(lower[i]);
            }
        }
    }
}
