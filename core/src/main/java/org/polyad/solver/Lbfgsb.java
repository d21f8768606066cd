package org.polyad.solver;

import java.util.Arrays;
import org.polyad.kernel.CellLoss;
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

    /** Iterations until the unknowns are measured anew; twice as many each time, as the model settles. */
    private static final int FIRST_PERIOD = 10;

    private final Engine engine;
    private final Penalty penalty;
    private final Packing packing;
    private final TotalObjective objective;
    private final Rescaling rescaling;
    private final BreezeMinimizer minimizer;
    private FactorMatrix[] factors;
    private double[] units;
    private int iteration;
    private int nextUnits;

    /** @param start lambda = 1, inside the bound; not changed */
    Lbfgsb(Engine engine, Cells cells, Penalty penalty, double lower, FactorMatrix[] start) {
        this.engine = engine;
        this.penalty = penalty;
        this.packing = new Packing(engine.shape(), start[0].columns());
        this.objective = new TotalObjective(engine, cells, penalty, packing);
        CellLoss loss = new CellLoss(cells.loss(), cells.zeros() == ZeroHandling.CLOSED_FORM);
        this.rescaling = new Rescaling(engine, penalty, loss, packing);
        int unknowns = packing.unknowns();
        this.minimizer = new BreezeMinimizer(this::valueAndGradient, memory(unknowns), bounds(lower, unknowns));
        this.factors = start.clone();
    }

    /** F as a function of the unknowns in their units: the gradient is in these units too. */
    private double valueAndGradient(double[] z, double[] gradient) {
        double value = objective.valueAndGradient(times(z, units), gradient);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] *= units[k];
        }
        return value;
    }

    private static double[] times(double[] z, double[] units) {
        double[] x = new double[z.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = z[k] * units[k];
        }
        return x;
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
        iteration++;
        objective.label("L-BFGS-B, iteration " + iteration);
        if (iteration > nextUnits) {
            begin();
        }
        boolean moved = minimizer.step();
        if (!moved && iteration + FIRST_PERIOD < nextUnits + 1) {
            // a search may fail for want of a good scale; only a failure with fresh units is the end
            begin();
            moved = minimizer.step();
        }
        factors = packing.unpack(times(minimizer.x(), units));
        double regularization = penalty.at(factors, engine);
        return new Step(minimizer.value() - regularization, regularization, !moved);
    }

    /** Measures the unknowns anew at the current model, and starts the method afresh in these units. */
    private void begin() {
        Balance.apply(factors, penalty, engine);
        units = rescaling.at(factors);
        double[] z = packing.pack(factors);
        for (int k = 0; k < z.length; k++) {
            z[k] /= units[k];
        }
        minimizer.start(z);
        nextUnits = iteration - 1 + Math.max(FIRST_PERIOD, iteration - 1);
    }

    @Override
    public FactorMatrix[] factors() {
        return factors;
    }

    /** Empty before the first step. */
    @Override
    public double[][] state() {
        return units == null
                ? new double[0][]
                : new double[][] {minimizer.save(), units.clone(), {iteration, nextUnits}};
    }

    @Override
    public void restore(double[][] state) {
        if (state.length > 0) {
            minimizer.resume(state[0]);
            units = state[1].clone();
            iteration = (int) state[2][0];
            nextUnits = (int) state[2][1];
            factors = packing.unpack(times(minimizer.x(), units));
        }
    }
}
