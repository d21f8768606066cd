package org.polyad.solver;

import java.util.Arrays;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.ScatteredCells;
import org.polyad.sampling.DrawStream;
import org.polyad.sampling.OwnedCells;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Quota;
import org.polyad.sampling.Sample;
import org.polyad.sampling.Stratified;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.Shape;

/**
 * A block's part of the objective at the end of an epoch: its listed entries, and of its zeros what is not added in closed form
 * elsewhere, all of them or a sample that is the same each time.
 */
final class EpochObjectiveTask implements BlockTask<Double> {
    private static final long serialVersionUID = 1L;
    private static final int CHUNK = 1024;

    private final CellLoss cells;
    private final ZeroHandling zeros;
    private final Stratified sampler;
    private final long seed;

    EpochObjectiveTask(Cells cells, Stratified sampler, long seed) {
        this.cells = new CellLoss(cells.loss(), cells.zeros() == ZeroHandling.CLOSED_FORM);
        this.zeros = cells.zeros();
        this.sampler = sampler;
        this.seed = seed;
    }

    @Override
    public Double apply(ModeView view, FactorMatrix[] model) {
        double sum = new ListedTask(cells).apply(view, model);
        return switch (zeros) {
            case NONE, CLOSED_FORM -> sum;
            case ALL_CELLS -> sum + allZeros(view, model);
            case SAMPLED -> sum + sampledZeros(view, model);
        };
    }

    private double allZeros(ModeView view, FactorMatrix[] model) {
        OwnedCells owned = new OwnedCells(view, LocalSteps.shape(model));
        Evaluation evaluation = new Evaluation(model);
        int[] cursor = owned.firstCell();
        double sum = 0;
        boolean more = true;
        while (more) {
            more = owned.nextZeros(cursor, CHUNK, evaluation.sample);
            sum += evaluation.value();
        }
        return sum;
    }

    private double sampledZeros(ModeView view, FactorMatrix[] model) {
        Shape shape = LocalSteps.shape(model);
        OwnedCells owned = new OwnedCells(view, shape);
        Evaluation evaluation = new Evaluation(model);
        int left = new Quota(sampler.zeroRate(owned), seed, view.block(), 2).at(0);
        DrawStream random = new DrawStream(seed, Purpose.OBJECTIVE).restart(0, view.block());
        double sum = 0;
        for (; left > 0; left -= CHUNK) {
            sampler.draw(owned, 0, Math.min(CHUNK, left), random, evaluation.sample);
            sum += evaluation.value();
        }
        return sum;
    }

    /** The weighted sum of f over a sample. */
    private final class Evaluation {
        private final Sample sample;
        private final ScatteredCells kernel;
        private final double[][] a;
        private final int[][] rows;

        Evaluation(FactorMatrix[] model) {
            sample = new Sample(model.length);
            kernel = new ScatteredCells(model.length, model[0].columns(), cells.loss());
            a = new double[model.length][];
            rows = new int[model.length][];
            Arrays.setAll(a, n -> model[n].data());
        }

        double value() {
            Arrays.setAll(rows, sample::subscripts);
            return kernel.value(new ScatteredCells.Batch(rows, sample.x(), sample.weights(), sample.size(), 0, 0), a);
        }
    }
}
