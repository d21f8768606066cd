package org.polyad.solver.stochastic;

import java.util.Arrays;
import java.util.List;
import org.polyad.blocks.RowBlocks;
import org.polyad.tensor.FactorMatrix;

/**
 * Writes the rows that the blocks of a mode moved into the model. One block moves each row, so that nothing has to be merged, except for a row that
 * is cut into pieces: it moves by the mean of its pieces' changes, weighted by the number of each piece's steps, since the sum over many pieces
 * would be too large a step. Its moments are merged in the same way, and its age grows by the weighted mean of the numbers of steps. Sums are in the
 * order of blocks.
 */
final class RoundMerge {
    private final FactorMatrix factor;
    private final FactorMatrix state;
    private final int rank;
    private final int moments;
    private final double lower;

    /**
     * @param factor of the mode (output: the rows that were moved)
     * @param state of the mode's rows (output: likewise)
     */
    RoundMerge(FactorMatrix factor, FactorMatrix state, RoundTask.Setup setup) {
        this.factor = factor;
        this.state = state;
        this.rank = factor.columns();
        this.moments = setup.rule.moments();
        this.lower = setup.lower;
    }

    void apply(List<RoundBlock> blocks, RowBlocks cuts) {
        for (int b = 0; b < blocks.size(); b += cuts.pieces(b)) {
            apply(cuts.pieces(b) == 1 ? blocks.get(b).rows : mean(blocks.subList(b, b + cuts.pieces(b))));
        }
    }

    private void apply(RowChanges changes) {
        int age = RowState.age(rank, moments);
        for (int k = 0; k < changes.rows.length; k++) {
            int row = changes.rows[k];
            for (int r = 0, at = k * rank; r < rank; r++, at++) {
                // a change in single precision may end just below the bound
                factor.set(row, r, Math.max(lower, factor.at(row, r) + changes.change[at]));
                for (int s = 0; s < moments; s += 2) {
                    float second = s + 1 < moments ? changes.moments[s + 1][at] : 0;
                    state.set(row, s / 2 * rank + r, RowState.pack(changes.moments[s][at], second));
                }
            }
            state.set(row, age, state.at(row, age) + changes.touches[k]);
        }
    }

    /** The merged change of a cut row. */
    private RowChanges mean(List<RoundBlock> pieces) {
        double[][] sums = new double[1 + moments][rank];
        double touches = 0;
        double squares = 0;
        int[] row = {};
        for (RoundBlock piece : pieces) {
            RowChanges changes = piece.rows;
            if (changes.rows.length == 0) {
                continue;
            }
            double weight = changes.touches[0];
            row = changes.rows;
            touches += weight;
            squares += weight * weight;
            add(weight, changes.change, sums[0]);
            for (int s = 0; s < moments; s++) {
                add(weight, changes.moments[s], sums[1 + s]);
            }
        }
        if (row.length == 0) {
            return pieces.get(0).rows;
        }
        float[][] means = new float[1 + moments][rank];
        for (int s = 0; s <= moments; s++) {
            for (int r = 0; r < rank; r++) {
                means[s][r] = (float) (sums[s][r] / touches);
            }
        }
        int age = (int) Math.rint(squares / touches);
        return new RowChanges(row, new int[] {age}, means[0], Arrays.copyOfRange(means, 1, 1 + moments));
    }

    private void add(double weight, float[] from, double[] to) {
        for (int r = 0; r < rank; r++) {
            to[r] += weight * from[r];
        }
    }
}
