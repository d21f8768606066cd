package org.polyad.solver.newton;

import java.util.List;
import org.polyad.blocks.RowBlocks;
import org.polyad.cells.FittedCells;
import org.polyad.engine.Criterion;
import org.polyad.engine.Engine;
import org.polyad.engine.LocalEngine;
import org.polyad.options.ZeroHandling;
import org.polyad.run.Iterates;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * A start from sweeps over samples of the listed entries: first a small sample, then a larger one. Most sweeps of a fit are far from its
 * solution, where a part of a large tensor's entries gives as good a direction as all of them. The zeros enter in closed form, so that sweeps over
 * a sample of share q minimise
 *
 * <pre>sum_{listed in the sample} (f(x, m) - f(0, m)) + q sum_{all cells} f(0, m) + q penalty,</pre>
 *
 * <p>whose expectation is q F. Only for losses whose zeros have a closed form and whose sweeps are expensive; if unlisted cells are missing, rows
 * with few entries would fit the sample's noise. On counts of 4.7 million cells, rank 16, a fifth of the full sweeps remain.
 */
public final class SampledStart {
    /** With fewer listed entries full sweeps are quick. */
    private static final long LEAST = 1_000_000;

    /** Entries of a sample at most, since it is fitted in this process. */
    private static final double MOST = 4_000_000;

    /** Shares of the listed entries, the second at most. */
    private static final double FINE = 0.25;

    private static final double COARSE = 0.2 * FINE;

    /** Entries of a sample for each unknown, at least. */
    private static final double ENOUGH = 2;

    private static final int MOST_SWEEPS = 12;

    /** A stage ends when a sweep changes F by less, relative to F; the next stage, with more entries, gains more. */
    private static final double SETTLED = 1e-3;

    /** Numbers are raised to this share of their column's mean, since a row without entries in the sample may have some in the data. */
    private static final double LIFT = 0.01;

    private final Engine engine;
    private final Criterion criterion;
    private final long seed;

    public SampledStart(Engine engine, Criterion criterion, long seed) {
        this.engine = engine;
        this.criterion = criterion;
        this.seed = seed;
    }

    /** The start after these sweeps; the given one if samples do not pay. @param start lambda = 1 (input, not modified) */
    public FactorMatrix[] from(FactorMatrix[] start) {
        FittedCells cells = criterion.cells();
        long listed = cells.moments().listed();
        if (cells.zeros() != ZeroHandling.CLOSED_FORM || cells.loss().quadratic() || listed < LEAST) {
            return start;
        }
        double unknowns = criterion.format().parameters();
        FactorMatrix[] at = start;
        double most = Math.min(1, MOST / (FINE * listed));
        for (double share : new double[] {COARSE * most, FINE * most}) {
            if (share * listed >= ENOUGH * unknowns) {
                at = swept(share, at);
            }
        }
        return at;
    }

    /** The parts after at most {@link #MOST_SWEEPS} sweeps over a sample. */
    FactorMatrix[] swept(double share, FactorMatrix[] from) {
        SparseTensor sample = sample(share, from);
        RowBlocks[] cuts = new RowBlocks[from.length];
        long[][] listed = new long[from.length][];
        for (int n = 0; n < cuts.length; n++) {
            cuts[n] = RowBlocks.cut(sample.sliceCounts(n), 0);
            listed[n] = engine.listedCounts(n);
        }
        try (LocalEngine local = new LocalEngine(sample, listed, cuts, engine.threads())) {
            Criterion sampled = criterion.with(criterion.penalty().times(share));
            Iterates sweeps = AcceleratedSweeps.of(new AlternatingNewton(local, sampled, from, share), sampled);
            double before = Double.POSITIVE_INFINITY;
            for (int k = 0; k < MOST_SWEEPS; k++) {
                Iterates.Step step = sweeps.step();
                double now = step.objective() + step.regularization();
                if (!(Math.abs(before - now) >= SETTLED * Math.abs(now))) {
                    break;
                }
                before = now;
            }
            return lifted(sweeps.factors());
        }
    }

    SparseTensor sample(double share, FactorMatrix[] factors) {
        String label = "sample " + Math.round(100 * share) + " % for the start";
        return joined(engine.run(label, new SampleTask(engine.shape(), seed, share), factors, 0));
    }

    private SparseTensor joined(List<SparseTensor> parts) {
        SparseTensorBuilder builder = SparseTensor.builder(engine.shape().order());
        for (SparseTensor part : parts) {
            for (int p = 0; p < part.entries(); p++) {
                builder.add(part.subscript(p), part.values()[p], part.weight(p));
            }
        }
        return builder.build(engine.shape(), Duplicates.ERROR);
    }

    private FactorMatrix[] lifted(FactorMatrix[] factors) {
        FactorMatrix[] lifted = new FactorMatrix[factors.length];
        for (int n = 0; n < factors.length; n++) {
            lifted[n] = factors[n].copy();
            for (int r = 0; r < factors[n].columns() && criterion.lower() == 0; r++) {
                double mean = 0;
                for (int i = 0; i < factors[n].rows(); i++) {
                    mean += factors[n].at(i, r) / factors[n].rows();
                }
                for (int i = 0; i < factors[n].rows(); i++) {
                    lifted[n].set(i, r, Math.max(factors[n].at(i, r), LIFT * mean));
                }
            }
        }
        return lifted;
    }
}
