package org.polyad.solver;

import java.util.List;
import org.polyad.tensor.FactorMatrix;

/**
 * Brings the blocks' rows together: a row moves by the mean of its changes, each weighted with how often its block touched it, so
 * that many blocks do not add up to too large a step, and a row that few blocks touch is not held back by the others. So it is with
 * its moments, and its age grows by the same mean of touches, rounded. A row of the blocked mode has one block as a rule, and just takes
 * what that found. Sums are in the order of blocks.
 */
final class RoundMerge {
    private final int rank;
    private final int moments;
    private final double lower;

    RoundMerge(int rank, int moments, double lower) {
        this.rank = rank;
        this.moments = moments;
        this.lower = lower;
    }

    /** New matrices in place of those in the arrays. */
    void apply(List<RoundBlock> blocks, FactorMatrix[] model, FactorMatrix[] states) {
        for (int n = 0; n < model.length; n++) {
            model[n] = model[n].copy();
            states[n] = states[n].copy();
            merge(blocks, n, model[n], states[n]);
        }
    }

    private void merge(List<RoundBlock> blocks, int mode, FactorMatrix factor, FactorMatrix state) {
        double[] touches = new double[factor.rows()];
        double[] squares = new double[factor.rows()];
        double[][] sums = new double[1 + moments][factor.rows() * rank];
        for (RoundBlock block : blocks) {
            RowChanges changes = block.modes[mode];
            for (int k = 0; k < changes.rows.length; k++) {
                double weight = changes.touches[k];
                int row = changes.rows[k];
                touches[row] += weight;
                squares[row] += weight * weight;
                add(weight, changes.change, k, sums[0], row);
                for (int s = 0; s < moments; s++) {
                    add(weight, changes.moments[s], k, sums[1 + s], row);
                }
            }
        }
        for (int row = 0; row < touches.length; row++) {
            if (touches[row] > 0) {
                write(row, touches[row], sums, factor, state);
                int age = RowState.age(rank, moments);
                state.set(row, age, state.at(row, age) + Math.rint(squares[row] / touches[row]));
            }
        }
    }

    private void add(double weight, float[] from, int k, double[] to, int row) {
        for (int r = 0; r < rank; r++) {
            to[row * rank + r] += weight * from[k * rank + r];
        }
    }

    private void write(int row, double weight, double[][] sums, FactorMatrix factor, FactorMatrix state) {
        for (int r = 0; r < rank; r++) {
            int at = row * rank + r;
            // what was added in single precision may end just below the bound
            factor.set(row, r, Math.max(lower, factor.at(row, r) + sums[0][at] / weight));
            for (int s = 0; s < moments; s += 2) {
                float upper = (float) (sums[1 + s][at] / weight);
                float second = s + 1 < moments ? (float) (sums[2 + s][at] / weight) : 0;
                state.set(row, s / 2 * rank + r, RowState.pack(upper, second));
            }
        }
    }
}
