package org.polyad.solver;

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

/** A block's steps of one round: draws cells of its own rows, and moves the rows of all modes that these lie in, on a private copy. */
final class LocalSteps {
    private final RoundTask task;
    private final ModeView view;
    private final Sampler sampler;
    private final OwnedCells cells;
    private final TouchedRows[] rows;
    private final ScatteredCells kernel;
    private final SampledPenalty penalty;
    private final Sample sample;
    private final double[][] a;
    private final double[][] gradients;
    private int[][] places;

    LocalSteps(RoundTask task, ModeView view, FactorMatrix[] model, FactorMatrix[] states) {
        int order = model.length;
        Shape shape = shape(model);
        this.task = task;
        this.view = view;
        this.sampler = task.setup.sampler;
        this.cells = new OwnedCells(view, shape);
        this.rows = new TouchedRows[order];
        for (int n = 0; n < order; n++) {
            boolean own = n == view.mode();
            int first = own ? view.firstRow() : 0;
            int end = own ? first + view.rows() : shape.size(n);
            rows[n] = new TouchedRows(model[n], states[n], task.setup.rule.moments(), first, end);
        }
        this.kernel = new ScatteredCells(order, model[0].columns(), task.setup.loss);
        this.penalty = new SampledPenalty(task.setup.penalty, sampler, shape);
        this.sample = new Sample(order);
        this.a = new double[order][];
        this.gradients = new double[order][];
        this.places = new int[order][0];
    }

    static Shape shape(FactorMatrix[] model) {
        int[] sizes = new int[model.length];
        for (int n = 0; n < sizes.length; n++) {
            sizes[n] = model[n].rows();
        }
        return Shape.of(sizes);
    }

    RowChanges[] run() {
        long seed = task.setup.seed;
        DrawStream random = new DrawStream(seed, Purpose.STEP);
        Quota nonzeros = new Quota(sampler.nonzeroRate(cells), seed, view.block(), 0);
        Quota zeros = new Quota(sampler.zeroRate(cells), seed, view.block(), 1);
        for (long step = task.firstStep; step < task.firstStep + task.steps; step++) {
            random.restart(step, view.block());
            sampler.draw(cells, nonzeros.at(step), zeros.at(step), random, sample);
            gradient();
            move();
        }
        RowChanges[] changes = new RowChanges[rows.length];
        for (int n = 0; n < changes.length; n++) {
            changes[n] = rows[n].changes();
        }
        return changes;
    }

    /** The sampled gradient, in the rows that it touches. */
    private void gradient() {
        for (int n = 0; n < rows.length; n++) {
            rows[n].begin();
            if (places[n].length < sample.size()) {
                places[n] = new int[2 * sample.size()];
            }
            int[] subscripts = sample.subscripts(n);
            for (int p = 0; p < sample.size(); p++) {
                places[n][p] = rows[n].touch(subscripts[p]);
            }
            a[n] = rows[n].a;
            gradients[n] = rows[n].gradient;
        }
        ScatteredCells.Batch batch = new ScatteredCells.Batch(
                places, sample.x(), sample.weights(), sample.size(), sample.nonzeros(), sample.correction());
        kernel.addGradient(batch, a, gradients);
        penalty.addGradient(sample, places, rows);
    }

    private void move() {
        for (int n = 0; n < rows.length; n++) {
            rows[n].end(task.setup.rule, task.rates[n], task.setup.lower);
        }
    }
}
