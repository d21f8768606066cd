package org.polyad.sampling;

import java.util.Arrays;

/**
 * Drawn cells with their weights: the estimate of a sum of f over cells is
 *
 * <pre>sum_p w_p f(x_p, m_p) - correction * sum_{p &lt; nonzeros} f(0, m_p)</pre>
 *
 * An object is reused from draw to draw, and grows as needed.
 */
public final class Sample {
    private final int[][] subscripts;
    private double[] x = new double[64];
    private double[] weights = new double[64];
    private int size;
    private int nonzeros;
    private double correction;

    public Sample(int order) {
        subscripts = new int[order][64];
    }

    void clear() {
        size = 0;
        nonzeros = 0;
        correction = 0;
    }

    void add(int[] subscript, double value, double weight) {
        if (size == x.length) {
            grow(Math.multiplyExact(size, 2));
        }
        for (int n = 0; n < subscript.length; n++) {
            subscripts[n][size] = subscript[n];
        }
        x[size] = value;
        weights[size++] = weight;
    }

    /** Makes room for more cells, all of whose arrays the caller fills; where the first of them goes. */
    int extend(int count) {
        int first = size;
        size = Math.addExact(size, count);
        if (size > x.length) {
            grow(Math.max(size, Math.multiplyExact(x.length, 2)));
        }
        return first;
    }

    /** Multiplies the weights of the cells from {@code from} on. */
    void scale(int from, double by) {
        for (int p = from; p < size; p++) {
            weights[p] *= by;
        }
    }

    /** What was added so far are listed entries. */
    void endNonzeros(double weightOfCorrection) {
        nonzeros = size;
        correction = weightOfCorrection;
    }

    private void grow(int length) {
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = Arrays.copyOf(subscripts[n], length);
        }
        x = Arrays.copyOf(x, length);
        weights = Arrays.copyOf(weights, length);
    }

    public int size() {
        return size;
    }

    /** The first so many are listed entries, the others zeros. */
    public int nonzeros() {
        return nonzeros;
    }

    public double correction() {
        return correction;
    }

    /** The array itself, longer than {@link #size}; another one after the next draw. */
    public int[] subscripts(int mode) {
        return subscripts[mode];
    }

    /** As {@link #subscripts}. */
    public double[] x() {
        return x;
    }

    /** As {@link #subscripts}. */
    public double[] weights() {
        return weights;
    }
}
