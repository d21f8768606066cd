package org.polyad.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.tensor.FactorMatrix;

/** The conditions of Karush, Kuhn and Tucker at the step that is found; seeds are the ranks. */
class BoundedQuadraticTest {
    private static final double INFINITE = Double.NEGATIVE_INFINITY;

    /** A row, its gradient and a Hessian of as many outer products as {@code terms} says. */
    private static final class Case {
        final int rank;
        final int stride;
        final double[] g;
        final double[] h;
        final double[] a;

        Case(int rank, int terms, Random random) {
            this.rank = rank;
            stride = FactorMatrix.stride(rank);
            g = new double[stride];
            h = new double[stride * stride];
            a = new double[stride];
            for (int r = 0; r < rank; r++) {
                a[r] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
            }
            double[] target = random.doubles(rank, -1, 1).toArray();
            for (int t = 0; t < terms; t++) {
                double[] k = random.doubles(rank, -1, 1).toArray();
                double along = 0;
                for (int r = 0; r < rank; r++) {
                    along += k[r] * (a[r] - target[r]);
                }
                for (int r = 0; r < rank; r++) {
                    g[r] += along * k[r];
                    for (int c = 0; c < rank; c++) {
                        // what is below the diagonal may not be read
                        h[r * stride + c] = c < r ? Double.NaN : h[r * stride + c] + k[r] * k[c];
                    }
                }
            }
        }

        double slope(double[] d, int r) {
            double slope = g[r];
            for (int c = 0; c < rank; c++) {
                slope += h[Math.min(r, c) * stride + Math.max(r, c)] * d[c];
            }
            return slope;
        }
    }

    private static void optimal(Case one, double lower, double[] d, double value) {
        double expected = 0;
        for (int r = 0; r < one.rank; r++) {
            double slope = one.slope(d, r);
            expected += 0.5 * d[r] * (one.g[r] + slope);
            assertThat(one.a[r] + d[r]).isGreaterThanOrEqualTo(lower);
            if (one.a[r] + d[r] > lower) {
                assertThat(Math.abs(slope)).as("slope of " + r).isLessThan(1e-8);
            } else {
                assertThat(slope).as("slope of " + r).isGreaterThan(-1e-8);
            }
        }
        assertThat(value).isNotPositive();
        assertThat(Math.abs(value - expected)).isLessThan(1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16, 21})
    void ends_where_nothing_gains(int rank) {
        Random random = new Random(rank);
        for (int k = 0; k < 50; k++) {
            for (double lower : new double[] {0, INFINITE}) {
                Case one = new Case(rank, 3 * rank, random);
                double[] d = new double[one.stride];
                double value = new BoundedQuadratic(rank, one.stride, lower).minimise(one.g, one.h, one.a, d);
                optimal(one, lower, d, value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 16})
    void a_singular_system_has_a_step_all_the_same(int rank) {
        Random random = new Random(rank);
        for (int k = 0; k < 20; k++) {
            Case one = new Case(rank, rank / 2, random);
            double[] d = new double[one.stride];
            double value = new BoundedQuadratic(rank, one.stride, 0).minimise(one.g, one.h, one.a, d);
            optimal(one, 0, d, value);
        }
    }

    @Test
    void the_same_hessian_again_gives_the_same_bits() {
        Random random = new Random(1);
        BoundedQuadratic kept = new BoundedQuadratic(9, 12, 0);
        for (int k = 0; k < 100; k++) {
            Case one = new Case(9, 30, random);
            double[] d = new double[12];
            kept.minimise(one.g, one.h, one.a, d);
            for (int gradients = 0; gradients < 3; gradients++) {
                Arrays.setAll(one.g, r -> r < 9 ? random.nextDouble() - 0.3 : 0);
                double[] fresh = new double[12];
                double value = new BoundedQuadratic(9, 12, 0).minimise(one.g, one.h, one.a, fresh);
                assertThat(kept.minimiseAgain(one.g, one.h, one.a, d)).isEqualTo(value);
                assertThat(d).isEqualTo(fresh);
            }
        }
    }

    @Test
    void nothing_to_gain_and_no_curvature_give_no_step() {
        BoundedQuadratic flat = new BoundedQuadratic(2, 4, 0);
        double[] d = {5, 5, 0, 0};
        assertThat(flat.minimise(new double[4], new double[16], new double[4], d))
                .isZero();
        assertThat(d).containsOnly(0);
        assertThat(flat.minimise(new double[] {-1, 0, 0, 0}, new double[16], new double[4], d))
                .isZero();
        assertThat(d).containsOnly(0);
    }
}
