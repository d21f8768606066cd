package org.polyad.model;

import java.util.Arrays;
import org.polyad.kernel.Chunk;
import org.polyad.kernel.vector.FastestKernels;
import org.polyad.parallel.Threads;
import org.polyad.tensor.FactorMatrix;

/** Cross products and column sums of factor matrices, and their elementwise products over modes. Sums are in a fixed tree of row ranges. */
public final class Gram {
    /** Rows of one partial sum; fixed, so that the sum does not depend on the number of threads. */
    private static final int RANGE = 4096;

    private Gram() {}

    /** A'A, {@code stride x stride} row-major, full; O(I R^2). */
    public static double[] of(FactorMatrix factor) {
        int stride = factor.stride();
        double[][] parts = new double[ranges(factor)][];
        Threads.current().each(parts.length, k -> parts[k] = part(factor, k));
        double[] gram = added(parts);
        for (int r = 0; r < stride; r++) {
            for (int c = 0; c < r; c++) {
                gram[r * stride + c] = gram[c * stride + r];
            }
        }
        return gram;
    }

    private static double[] part(FactorMatrix factor, int range) {
        int stride = factor.stride();
        int end = Math.min(factor.rows(), (range + 1) * RANGE);
        double[] ones = new double[Chunk.SIZE];
        int[] index = new int[Chunk.SIZE];
        Chunk chunk = new Chunk(factor.columns());
        double[] sum = new double[Math.multiplyExact(stride, stride)];
        Arrays.fill(ones, 1);
        for (int i = range * RANGE; i < end; i += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, end - i);
            for (int p = 0; p < n; p++) {
                index[p] = i + p;
            }
            FastestKernels.chosen().copy(factor, index, 0, n, chunk.design);
            FastestKernels.chosen().addOuter(chunk.design, n, ones, stride, sum);
        }
        return sum;
    }

    /** 1'A, {@code stride} numbers. */
    public static double[] columnSums(FactorMatrix factor) {
        int stride = factor.stride();
        double[][] parts = new double[ranges(factor)][stride];
        for (int i = 0; i < factor.rows(); i++) {
            double[] part = parts[i / RANGE];
            for (int r = 0; r < stride; r++) {
                part[r] += factor.data()[i * stride + r];
            }
        }
        return added(parts);
    }

    /** The elementwise product of all arrays but the one at {@code except} (-1: of all). */
    public static double[] hadamard(double[][] arrays, int except) {
        double[] product = new double[arrays[0].length];
        Arrays.fill(product, 1);
        for (int n = 0; n < arrays.length; n++) {
            for (int k = 0; n != except && k < product.length; k++) {
                product[k] *= arrays[n][k];
            }
        }
        return product;
    }

    private static int ranges(FactorMatrix factor) {
        return (factor.rows() + RANGE - 1) / RANGE;
    }

    private static double[] added(double[][] parts) {
        double[] sum = parts[0].clone();
        for (int k = 1; k < parts.length; k++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += parts[k][j];
            }
        }
        return sum;
    }
}
