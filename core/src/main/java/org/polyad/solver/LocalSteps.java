package org.polyad.solver;

import java.util.Arrays;
import org.polyad.kernel.ScatteredCells;
import org.polyad.sampling.DrawStream;
import org.polyad.sampling.OwnedCells;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Quota;
import org.polyad.sampling.Sample;
import org.polyad.sampling.Sampler;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.Shape;

/**
 * A block's steps of one round: draws cells of its own rows, and moves these rows. The other modes stay as they are, so that a step
 * of a block is exact for the rows that it moves, however many blocks there are.
 */
final class LocalSteps {
    private final RoundTask task;
    private final ModeView view;
    private final Sampler sampler;
    private final OwnedCells cells;
    private final TouchedRows rows;
    private final ScatteredCells kernel;
    private final SampledPenalty penalty;
    private final Sample sample;
    private final double[][] a;
    private final int[][] places;

    /** @param state of the rows of the view's mode */
    LocalSteps(RoundTask task, ModeView view, FactorMatrix[] model, FactorMatrix state) {
        int order = model.length;
        int mode = view.mode();
        Shape shape = shape(model);
        this.task = task;
        this.view = view;
        this.sampler = task.setup.sampler;
        this.cells = new OwnedCells(view, shape);
        this.rows = new TouchedRows(
                model[mode], state, task.setup.rule.moments(), view.firstRow(), view.firstRow() + view.rows());
        this.kernel = new ScatteredCells(order, model[0].columns(), task.setup.loss);
        this.penalty = new SampledPenalty(task.setup.penalty, sampler, shape, view);
        this.sample = new Sample(order);
        this.a = new double[order][];
        Arrays.setAll(a, n -> model[n].data());
        this.places = new int[order][0];
    }

    static Shape shape(FactorMatrix[] model) {
        int[] sizes = new int[model.length];
        for (int n = 0; n < sizes.length; n++) {
            sizes[n] = model[n].rows();
        }
        return Shape.of(sizes);
    }

    RowChanges run() {
        long seed = task.setup.seed;
        long stream = (long) view.mode() << 32 | view.block();
        DrawStream random = new DrawStream(seed, Purpose.STEP);
        Quota nonzeros = new Quota(sampler.nonzeroRate(cells), seed, stream, 0);
        Quota zeros = new Quota(sampler.zeroRate(cells), seed, stream, 1);
        for (long step = task.firstStep; step < task.firstStep + task.steps; step++) {
            random.restart(step, stream);
            sampler.draw(cells, nonzeros.at(step), zeros.at(step), random, sample);
            gradient();
            rows.end(task.setup.rule, task.rate, task.setup.lower);
        }
        return rows.changes();
    }

    /** The sampled gradient, in the rows that it touches. */
    private void gradient() {
        int own = view.mode();
        for (int n = 0; n < places.length; n++) {
            places[n] = n == own ? places[n] : sample.subscripts(n);
        }
        if (places[own].length < sample.size()) {
            places[own] = new int[2 * sample.size()];
        }
        rows.begin();
        int[] subscripts = sample.subscripts(own);
        for (int p = 0; p < sample.size(); p++) {
            places[own][p] = rows.touch(subscripts[p]);
        }
        a[own] = rows.a;
        ScatteredCells.Batch batch = new ScatteredCells.Batch(
                places, sample.x(), sample.weights(), sample.size(), sample.nonzeros(), sample.correction());
        kernel.addGradient(batch, a, own, rows.gradient);
        penalty.addGradient(sample, places[own], rows);
        if (view.pieces() > 1) {
            rows.scaleGradients(view.pieces());
        }
    }
}
