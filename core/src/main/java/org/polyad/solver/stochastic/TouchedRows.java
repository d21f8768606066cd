package org.polyad.solver.stochastic;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * A block's own copy of the rows of one mode that its steps touch: copied from the model at the first touch, then moved. Rows are stored in the
 * order of their first touch, each as one record with all that belongs to it, since a mode of many rows does not fit the cache, and each
 * access to another place waits for memory. The rows of the current step are together in arrays of their own.
 */
final class TouchedRows {
    private static final int FIRST = 128;

    final int rank;
    final int stride;
    /** The rows of the current step by place, in the order of its touches: the rows, their gradients, their moments. */
    double[] a = {};

    double[] gradient = {};
    final double[][] moments;
    /** By place: the steps of the row, this one included, and its listed entries. */
    double[] age = {};

    double[] listed = {};

    private final FactorMatrix factor;
    private final FactorMatrix state;
    private final int firstRow;
    /** The record of each row; -1: not touched yet. */
    private final int[] slots;
    /** Numbers of a record: the row, its age, its listed entries, its touches, its place in its last step. */
    private final int width;

    private double[] records = {};
    /** The moments of the records, those of a row one after the other. */
    private float[] kept = {};

    private int[] rows = {};
    private int[] current = {};
    private int size;
    private int inStep;

    /** @param endRow rows firstRow..endRow-1 may be touched */
    TouchedRows(FactorMatrix factor, FactorMatrix state, int moments, int firstRow, int endRow) {
        this.rank = factor.columns();
        this.stride = factor.stride();
        this.factor = factor;
        this.state = state;
        this.moments = new double[moments][0];
        this.firstRow = firstRow;
        this.slots = new int[endRow - firstRow];
        this.width = stride + 4;
        Arrays.fill(slots, -1);
    }

    /** Begins a step, without rows. */
    void begin() {
        inStep = 0;
    }

    /** The place of a row in this step; adds the row at its first touch. */
    int touch(int row) {
        int slot = slots[row - firstRow];
        if (slot < 0) {
            slot = load(row);
        }
        int place = (int) records[slot * width + stride + 3];
        return place < inStep && current[place] == slot ? place : enter(slot);
    }

    private int enter(int slot) {
        int place = inStep++;
        if (place == current.length) {
            growStep();
        }
        int at = slot * width;
        records[at + stride + 3] = place;
        current[place] = slot;
        System.arraycopy(records, at, a, place * stride, stride);
        age[place] = ++records[at + stride];
        listed[place] = records[at + stride + 1];
        records[at + stride + 2]++;
        for (int k = 0, from = slot * moments.length * rank; k < moments.length; k++) {
            double[] to = moments[k];
            for (int r = place * stride; r < place * stride + rank; r++) {
                to[r] = kept[from++];
            }
        }
        return place;
    }

    private void growStep() {
        int length = Math.max(FIRST, 2 * current.length);
        current = Arrays.copyOf(current, length);
        age = Arrays.copyOf(age, length);
        listed = Arrays.copyOf(listed, length);
        a = Arrays.copyOf(a, Math.multiplyExact(length, stride));
        gradient = Arrays.copyOf(gradient, length * stride);
        for (int k = 0; k < moments.length; k++) {
            moments[k] = Arrays.copyOf(moments[k], length * stride);
        }
    }

    /** Multiplies the step's gradients. */
    void scaleGradients(double by) {
        for (int k = 0; k < inStep * stride; k++) {
            gradient[k] *= by;
        }
    }

    /** Moves the rows that the step touched, keeps them at or above the bound, and clears their gradients. */
    void end(StepRule rule, double rate, double lower) {
        rule.step(this, inStep, rate);
        for (int place = 0; place < inStep; place++) {
            int slot = current[place];
            for (int r = 0, from = place * stride, to = slot * width; r < rank; r++, from++, to++) {
                // NaN is kept, so that the epoch fails
                records[to] = a[from] < lower ? lower : a[from];
            }
            for (int k = 0, to = slot * moments.length * rank; k < moments.length; k++) {
                double[] from = moments[k];
                for (int r = place * stride; r < place * stride + rank; r++) {
                    kept[to++] = StepRule.kept(from[r]);
                }
            }
        }
        Arrays.fill(gradient, 0, inStep * stride, 0);
    }

    private int load(int row) {
        if (size == rows.length) {
            int length = Math.min(slots.length, Math.max(FIRST, 2 * size));
            rows = Arrays.copyOf(rows, length);
            records = Arrays.copyOf(records, Math.multiplyExact(length, width));
            kept = Arrays.copyOf(kept, Math.multiplyExact(length, moments.length * rank));
        }
        int at = size * width;
        slots[row - firstRow] = size;
        rows[size] = row;
        System.arraycopy(factor.data(), factor.offset(row), records, at, stride);
        double[] states = state.data();
        int from = state.offset(row);
        for (int k = 0; k < moments.length; k++) {
            for (int r = 0, to = (size * moments.length + k) * rank; r < rank; r++, to++) {
                double pair = states[from + k / 2 * rank + r];
                kept[to] = k % 2 == 0 ? RowState.upper(pair) : RowState.lower(pair);
            }
        }
        System.arraycopy(states, from + RowState.age(rank, moments.length), records, at + stride, 2);
        return size++;
    }

    /** The rows, how often each was touched, how far each has moved, and its moments. */
    RowChanges changes() {
        float[] change = new float[size * rank];
        float[][] last = new float[moments.length][size * rank];
        int[] touches = new int[size];
        for (int slot = 0; slot < size; slot++) {
            int at = slot * width;
            int from = factor.offset(rows[slot]);
            touches[slot] = (int) records[at + stride + 2];
            for (int r = 0; r < rank; r++) {
                change[slot * rank + r] = (float) (records[at + r] - factor.data()[from + r]);
            }
            for (int k = 0; k < last.length; k++) {
                System.arraycopy(kept, (slot * last.length + k) * rank, last[k], slot * rank, rank);
            }
        }
        return new RowChanges(Arrays.copyOf(rows, size), touches, change, last);
    }
}
