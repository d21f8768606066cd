package org.polyad.solver;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * L-BFGS-B over all factors at once (L-BFGS where there is no bound), on the exact F and its gradient over the cells visited. F never
 * rises.
 *
 * <p>Sources: Byrd, Lu, Nocedal and Zhu, A Limited Memory Algorithm for Bound Constrained Optimization, SIAM J. Sci. Comput. 16(5),
 * 1995; Acar, Dunlavy and Kolda, A Scalable Optimization Approach for Fitting Canonical Tensor Decompositions, 2011.
 */
final class Lbfgsb implements Iterates {
    /** Pairs of steps that approximate the curvature. */
    private static final int MEMORY = 10;

    private final Engine engine;
    private final Penalty penalty;
    private final Packing packing;
    private final TotalObjective objective;
    private final BreezeMinimizer minimizer;
    private final double[] start;
    private boolean begun;
    private FactorMatrix[] factors;

    /** @param start lambda = 1, inside the bound; not changed */
    Lbfgsb(Engine engine, Cells cells, Penalty penalty, double lower, FactorMatrix[] start) {
        this.engine = engine;
        this.penalty = penalty;
        this.packing = new Packing(engine.shape(), start[0].columns());
        this.objective = new TotalObjective(engine, cells, penalty, packing);
        this.minimizer = new BreezeMinimizer(objective, memory(packing.unknowns()), bounds(lower, packing.unknowns()));
        this.start = packing.pack(start);
        this.factors = start;
    }

    /** Fewer pairs where what has to be saved would not fit an array otherwise. */
    private static int memory(int unknowns) {
        long fits = (Integer.MAX_VALUE - 20_000L) / unknowns;
        return (int) Math.max(1, Math.min(MEMORY, (fits - 2) / 2));
    }

    private static double[] bounds(double lower, int unknowns) {
        if (lower == Double.NEGATIVE_INFINITY) {
            return null;
        }
        double[] bounds = new double[unknowns];
        Arrays.fill(bounds, lower);
        return bounds;
    }

    @Override
    public Step step() {
        if (!begun) {
            objective.label("L-BFGS-B, start");
            minimizer.start(start);
            begun = true;
        }
        objective.label("L-BFGS-B, iteration " + (minimizer.iterations() + 1));
        boolean moved = minimizer.step();
        factors = packing.unpack(minimizer.x());
        double regularization = penalty.at(factors, engine);
        return new Step(minimizer.value() - regularization, regularization, !moved);
    }

    @Override
    public FactorMatrix[] factors() {
        return factors;
    }

    /** Empty before the first step. */
    @Override
    public double[][] state() {
        return begun ? new double[][] {minimizer.save()} : new double[0][];
    }

    @Override
    public void restore(double[][] state) {
        if (state.length > 0) {
            minimizer.resume(state[0]);
            factors = packing.unpack(minimizer.x());
            begun = true;
        }
    }
}
