package org.polyad.solver.newton;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** The cells of a block that are in a sample of all: those with hash(seed, subscript) &lt; share. */
final class SampleTask implements BlockTask<SparseTensor> {
    private static final long serialVersionUID = 1L;

    private final Shape shape;
    private final long state;
    private final double share;

    SampleTask(Shape shape, long seed, double share) {
        this.shape = shape;
        this.state = Streams.state(seed, Purpose.START_SAMPLE);
        this.share = share;
    }

    @Override
    public SparseTensor apply(ModeView view, FactorMatrix[] factors) {
        int[] rows = new int[view.entries()];
        int[] taken = new int[view.entries()];
        int count = 0;
        for (int j = 0; j < view.rows(); j++) {
            for (int p = view.rowStart()[j]; p < view.rowStart()[j + 1]; p++) {
                if (takes(view, view.firstRow() + j, p)) {
                    rows[count] = view.firstRow() + j;
                    taken[count++] = p;
                }
            }
        }
        int[][] subscripts = new int[shape.order()][];
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = n == view.mode() ? Arrays.copyOf(rows, count) : picked(view.subscripts()[n], taken, count);
        }
        double[] weights = view.weights() == null ? null : picked(view.weights(), taken, count);
        return new SparseTensor(shape, subscripts, picked(view.values(), taken, count), weights);
    }

    private boolean takes(ModeView view, int row, int p) {
        long hash = state;
        for (int n = 0; n < shape.order(); n++) {
            hash = Streams.with(hash, n == view.mode() ? row : view.subscripts()[n][p]);
        }
        return Streams.uniform(hash) < share;
    }

    private static int[] picked(int[] from, int[] at, int count) {
        int[] picked = new int[count];
        Arrays.setAll(picked, k -> from[at[k]]);
        return picked;
    }

    private static double[] picked(double[] from, int[] at, int count) {
        double[] picked = new double[count];
        Arrays.setAll(picked, k -> from[at[k]]);
        return picked;
    }
}
