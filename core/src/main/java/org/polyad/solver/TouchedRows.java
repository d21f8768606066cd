package org.polyad.solver;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * A block's private copy of those rows of one mode that its steps touch: taken from the model at the first touch, then moved. Rows
 * lie one after the other in order of their first touch, each with all that belongs to it side by side, since a mode of many rows
 * does not fit the cache and every place looked at is a wait. The rows of the step at hand lie together in arrays of their own.
 */
final class TouchedRows {
    private static final int FIRST = 16;
    private static final double STEP = 0x1p31;

    final int rank;
    final int stride;
    /** By place, that of the k-th row which the step touches: the rows, their gradients, their moments. */
    double[] a = {};

    double[] gradient = {};
    final float[][] moments;
    /** By place: how many steps the row has made, this one among them, and its listed entries. */
    double[] age = {};

    double[] listed = {};

    private final FactorMatrix factor;
    private final FactorMatrix state;
    private final int firstRow;
    /** Where a row's record begins; -1: not touched yet. */
    private final int[] begins;
    /** A record: the row, its moments in pairs, its age, its listed entries, its touches, its last step and the place there. */
    private final int width;

    private final int ageAt;
    private double[] records = {};
    private int[] rows = {};
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
        this.begins = new int[endRow - firstRow];
        this.ageAt = stride + RowState.pairs(moments) * rank;
        this.width = ageAt + 4;
        Arrays.fill(begins, -1);
    }

    /** Begins a step: no row is touched by it yet. */
    void begin() {
        inStep = 0;
        step++;
    }

    /** The place of a row, which this step touches. */
    int touch(int row) {
        int at = begins[row - firstRow];
        if (at < 0) {
            at = load(row);
        }
        double place = records[at + ageAt + 3] - step * STEP;
        return place >= 0 ? (int) place : enter(at);
    }

    private int enter(int at) {
        int place = inStep++;
        if (place == current.length) {
            growStep();
        }
        records[at + ageAt + 3] = step * STEP + place;
        current[place] = at;
        System.arraycopy(records, at, a, place * stride, stride);
        age[place] = ++records[at + ageAt];
        listed[place] = records[at + ageAt + 1];
        records[at + ageAt + 2]++;
        for (int k = 0; k < moments.length; k++) {
            int pairs = at + stride + k / 2 * rank;
            for (int r = 0, to = place * stride; r < rank; r++, to++) {
                moments[k][to] = k % 2 == 0 ? RowState.upper(records[pairs + r]) : RowState.lower(records[pairs + r]);
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
        for (int place = 0; place < inStep; place++) {
            rule.step(this, place, rate);
            int at = current[place];
            for (int r = 0, from = place * stride; r < rank; r++, from++) {
                records[at + r] = Math.max(lower, a[from]);
            }
            for (int k = 0; k < moments.length; k += 2) {
                keep(at + stride + k / 2 * rank, moments[k], k + 1 < moments.length ? moments[k + 1] : null, place);
            }
        }
        Arrays.fill(gradient, 0, inStep * stride, 0);
    }

    private void keep(int to, float[] upper, float[] lower, int place) {
        for (int r = 0, from = place * stride; r < rank; r++, from++) {
            records[to + r] = RowState.pack(upper[from], lower == null ? 0 : lower[from]);
        }
    }

    private int load(int row) {
        if (size == rows.length) {
            int length = Math.min(begins.length, Math.max(FIRST, 2 * size));
            rows = Arrays.copyOf(rows, length);
            records = Arrays.copyOf(records, Math.multiplyExact(length, width));
        }
        int at = size * width;
        begins[row - firstRow] = at;
        rows[size++] = row;
        System.arraycopy(factor.data(), factor.offset(row), records, at, stride);
        int kept = ageAt - stride + 2;
        System.arraycopy(state.data(), state.offset(row), records, at + stride, kept);
        return at;
    }

    /** The rows, how often each was touched, how far each has moved, and its moments. */
    RowChanges changes() {
        float[] change = new float[size * rank];
        float[][] kept = new float[moments.length][size * rank];
        int[] touches = new int[size];
        for (int slot = 0; slot < size; slot++) {
            int at = slot * width;
            int from = factor.offset(rows[slot]);
            touches[slot] = (int) records[at + ageAt + 2];
            for (int r = 0; r < rank; r++) {
                change[slot * rank + r] = (float) (records[at + r] - factor.data()[from + r]);
            }
            for (int k = 0; k < kept.length; k++) {
                for (int r = 0; r < rank; r++) {
                    double pair = records[at + stride + k / 2 * rank + r];
                    kept[k][slot * rank + r] = k % 2 == 0 ? RowState.upper(pair) : RowState.lower(pair);
                }
            }
        }
        return new RowChanges(Arrays.copyOf(rows, size), touches, change, kept);
    }
}
