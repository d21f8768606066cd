package org.polyad.solver;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * A block's private copy of those rows of one mode that its steps touch: taken from the model at the first touch, then moved. Rows
 * lie one after the other in order of their first touch; a row's place is its slot. Flat arrays, for the step rules too.
 */
final class TouchedRows {
    private static final int FIRST = 16;

    final int rank;
    final int stride;
    final float[][] moments;
    double[] a = {};
    double[] gradient = {};
    double[] age = {};
    double[] listed = {};

    private final FactorMatrix factor;
    private final FactorMatrix state;
    private final int firstRow;
    private final int[] slots;
    private int[] rows = {};
    private int[] touches = {};
    private int[] stamp = {};
    private int[] current = {};
    private int size;
    private int inStep;
    private int step;

    /** @param endRow rows firstRow..endRow-1 are those that may be touched */
    TouchedRows(FactorMatrix factor, FactorMatrix state, int moments, int firstRow, int endRow) {
        this.rank = factor.columns();
        this.stride = factor.stride();
        this.factor = factor;
        this.state = state;
        this.moments = new float[moments][0];
        this.firstRow = firstRow;
        this.slots = new int[endRow - firstRow];
        Arrays.fill(slots, -1);
    }

    /** Begins a step: no row is touched by it yet. */
    void begin() {
        inStep = 0;
        step++;
    }

    /** The slot of a row, which this step touches. */
    int touch(int row) {
        int slot = slots[row - firstRow];
        if (slot < 0) {
            slot = load(row);
        }
        if (stamp[slot] != step) {
            stamp[slot] = step;
            current[inStep++] = slot;
        }
        return slot;
    }

    /** Moves the rows that the step touched, keeps them at or above the bound, and clears their gradients. */
    void end(StepRule rule, double rate, double lower) {
        for (int k = 0; k < inStep; k++) {
            int slot = current[k];
            touches[slot]++;
            age[slot]++;
            rule.step(this, slot, rate);
            int at = slot * stride;
            for (int r = at; r < at + rank; r++) {
                a[r] = Math.max(lower, a[r]);
                gradient[r] = 0;
            }
        }
    }

    private int load(int row) {
        if (size == rows.length) {
            grow();
        }
        int slot = size++;
        slots[row - firstRow] = slot;
        rows[slot] = row;
        int at = slot * stride;
        System.arraycopy(factor.data(), factor.offset(row), a, at, stride);
        for (int k = 0; k < moments.length; k++) {
            for (int r = 0; r < rank; r++) {
                double pair = state.at(row, k / 2 * rank + r);
                moments[k][at + r] = k % 2 == 0 ? RowState.upper(pair) : RowState.lower(pair);
            }
        }
        age[slot] = state.at(row, RowState.age(rank, moments.length));
        listed[slot] = state.at(row, RowState.listed(rank, moments.length));
        return slot;
    }

    private void grow() {
        int length = Math.min(slots.length, Math.max(FIRST, 2 * size));
        a = Arrays.copyOf(a, Math.multiplyExact(length, stride));
        gradient = Arrays.copyOf(gradient, length * stride);
        for (int k = 0; k < moments.length; k++) {
            moments[k] = Arrays.copyOf(moments[k], length * stride);
        }
        age = Arrays.copyOf(age, length);
        listed = Arrays.copyOf(listed, length);
        rows = Arrays.copyOf(rows, length);
        touches = Arrays.copyOf(touches, length);
        stamp = Arrays.copyOf(stamp, length);
        current = Arrays.copyOf(current, length);
    }

    /** The rows, how often each was touched, how far each has moved, and its moments. */
    RowChanges changes() {
        float[] change = new float[size * rank];
        float[][] kept = new float[moments.length][size * rank];
        for (int slot = 0; slot < size; slot++) {
            int from = factor.offset(rows[slot]);
            for (int r = 0; r < rank; r++) {
                change[slot * rank + r] = (float) (a[slot * stride + r] - factor.data()[from + r]);
            }
            for (int k = 0; k < kept.length; k++) {
                System.arraycopy(moments[k], slot * stride, kept[k], slot * rank, rank);
            }
        }
        return new RowChanges(Arrays.copyOf(rows, size), Arrays.copyOf(touches, size), change, kept);
    }
}
