package org.polyad.solver.stochastic;

import org.polyad.tensor.FactorMatrix;

/**
 * The state of a mode's rows, in the columns of a matrix, so that engines send it as they send factors: the moments of the step rule, two
 * single-precision numbers in each double; the number of steps of the row; and its listed entries.
 *
 * <p>The first number of a pair, which is never negative, is the upper half: the double is then never a NaN whose bits a serialiser might change.
 */
final class RowState {
    private RowState() {}

    /** Columns of the matrix: ceil(moments / 2) R + 2. */
    static int columns(int rank, int moments) {
        return pairs(moments) * rank + 2;
    }

    static int pairs(int moments) {
        return (moments + 1) / 2;
    }

    static int age(int rank, int moments) {
        return pairs(moments) * rank;
    }

    static int listed(int rank, int moments) {
        return pairs(moments) * rank + 1;
    }

    static double pack(float upper, float lower) {
        return Double.longBitsToDouble(
                (long) Float.floatToRawIntBits(upper) << 32 | Float.floatToRawIntBits(lower) & 0xffffffffL);
    }

    static float upper(double pair) {
        return Float.intBitsToFloat((int) (Double.doubleToRawLongBits(pair) >>> 32));
    }

    static float lower(double pair) {
        return Float.intBitsToFloat((int) Double.doubleToRawLongBits(pair));
    }

    /** The state before the first step. */
    static FactorMatrix start(int rank, int moments, long[] listed) {
        FactorMatrix state = new FactorMatrix(listed.length, columns(rank, moments));
        for (int i = 0; i < listed.length; i++) {
            state.set(i, listed(rank, moments), listed[i]);
        }
        return state;
    }
}
