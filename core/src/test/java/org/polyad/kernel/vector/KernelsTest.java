package org.polyad.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.kernel.Chunk;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowPairs;
import org.polyad.tensor.FactorMatrix;

/**
 * Every width of vectors against the plain loops, whatever the machine prefers: the wider run as objects where it has no such
 * registers. The ranks take each way of dividing columns into panels; seeds are the ranks.
 */
class KernelsTest {
    private static final int ROWS = 7;

    /** Some entries whose rows are of two factor matrices, and numbers of every other kind that a kernel takes. */
    private static final class Case {
        final FactorMatrix left;
        final FactorMatrix right;
        final int[] i = new int[Chunk.SIZE + 3];
        final int[] j = new int[Chunk.SIZE + 3];
        final double[] y;
        final double[] a;
        final RowPairs pairs = new RowPairs();

        Case(int rank) {
            Random random = new Random(rank);
            left = matrix(rank, random);
            right = matrix(rank, random);
            for (int p = 0; p < i.length; p++) {
                i[p] = random.nextInt(ROWS);
                j[p] = random.nextInt(ROWS);
            }
            y = random.doubles(i.length, -1, 1).toArray();
            a = Arrays.copyOf(left.data(), left.stride());
            pairs.set(left.data(), i, right.data(), j, left.stride());
        }

        private static FactorMatrix matrix(int rank, Random random) {
            FactorMatrix matrix = new FactorMatrix(ROWS, rank);
            for (int row = 0; row < ROWS; row++) {
                for (int r = 0; r < rank; r++) {
                    matrix.set(row, r, random.nextDouble() - 0.3);
                }
            }
            return matrix;
        }

        double[] vector() {
            double[] v = new double[left.stride()];
            Arrays.setAll(v, r -> 0.1 * r);
            return v;
        }
    }

    /** All that some kernels give for entries 3 to n + 2, one after another. */
    private static double[] everything(Kernels kernels, Case one, int n) {
        int stride = one.left.stride();
        double[] design = Chunk.panels(one.left.columns());
        double[] results = new double[0];
        kernels.products(one.pairs, 3, n, design);
        results = and(results, through(kernels, one, n, design));
        kernels.copy(one.left, one.i, 3, n, design);
        results = and(results, through(kernels, one, n, design));
        kernels.times(one.right, one.j, 3, n, design);
        results = and(results, through(kernels, one, n, design));
        double[] m = new double[n];
        kernels.productModels(one.pairs, 3, n, one.a, m);
        results = and(results, m);
        double[] v = one.vector();
        kernels.addProducts(one.pairs, 3, 3 + n, one.y, v);
        results = and(results, v);
        assertThat(results).hasSize(3 * (n + stride + stride * (stride + 1) / 2) + n + stride);
        return results;
    }

    /** Models, the scaled sum and the upper triangle of the outer products of the design vectors that lie there. */
    private static double[] through(Kernels kernels, Case one, int n, double[] design) {
        int stride = one.left.stride();
        double[] m = new double[n];
        kernels.models(design, n, one.a, m);
        double[] v = one.vector();
        kernels.addScaled(design, n, one.y, v);
        double[] hessian = new double[stride * stride];
        Arrays.setAll(hessian, k -> 0.01 * k);
        kernels.addOuter(design, n, one.y, stride, hessian);
        double[] results = and(m, v);
        for (int r = 0; r < stride; r++) {
            results = and(results, Arrays.copyOfRange(hessian, r * stride + r, (r + 1) * stride));
        }
        return results;
    }

    private static double[] and(double[] before, double[] more) {
        double[] both = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, both, before.length, more.length);
        return both;
    }

    private static void compare(Kernels first, Kernels second, int rank, BiConsumer<double[], double[]> check) {
        Case one = new Case(rank);
        for (int n : new int[] {1, 2, 5, Chunk.SIZE}) {
            check.accept(everything(first, one, n), everything(second, one, n));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8, 10, 13, 16, 17, 21, 26, 32, 35})
    void four_lanes_are_the_plain_loops(int rank) {
        compare(new FourLanes(), PlainKernels.INSTANCE, rank, (fast, plain) -> assertThat(fast)
                .containsExactly(plain, within(1e-12)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8, 10, 13, 16, 17, 21, 26, 32, 35})
    void eight_lanes_are_four_lanes_to_the_bit(int rank) {
        compare(new EightLanes(), new FourLanes(), rank, (eight, four) -> assertThat(eight)
                .isEqualTo(four));
    }

    @Test
    void padding_stays_zero() {
        Case one = new Case(5);
        for (Kernels kernels : new Kernels[] {PlainKernels.INSTANCE, new FourLanes(), new EightLanes()}) {
            double[] v = new double[8];
            kernels.addProducts(one.pairs, 0, 9, one.y, v);
            assertThat(Arrays.copyOfRange(v, 5, 8)).containsOnly(0);
            assertThat(v[4]).isNotCloseTo(0, within(1e-9));
        }
    }
}
