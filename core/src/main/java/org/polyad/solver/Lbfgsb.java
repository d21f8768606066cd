package org.polyad.solver;

import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;

/**
 * L-BFGS-B over all factors at once (L-BFGS where there is no bound), on F and its exact gradient over the cells visited. F never
 * rises, and the method ends where its projected gradient is within {@link Stationarity#GOAL}, or no step lowers F.
 *
 * <p>The first iterations are sweeps of alternating Newton, until these gain little. Random factors have next to nothing in common with
 * the data, so that the way down from them leads past the saddle point where the whole model is zero, and components that get lost
 * there do not come back for hundreds of iterations.
 *
 * <p>The unknowns are a / s for the numbers a of the factors, with s = 1 / sqrt(curvature of F at a): curvatures differ by orders of
 * magnitude from number to number (1 / a and more where the loss has a logarithm of m), and are about 1 in these unknowns. Curvatures
 * are computed anew every 20 iterations. The scales s are powers of two, so that to change them rounds nothing.
 *
 * <p>Sources: Byrd, Lu, Nocedal and Zhu, A Limited Memory Algorithm for Bound Constrained Optimization, SIAM J. Sci. Comput. 16(5),
 * 1995; Acar, Dunlavy and Kolda, A Scalable Optimization Approach for Fitting Canonical Tensor Decompositions, 2011.
 */
final class Lbfgsb implements Iterates {
    /** Pairs of steps that approximate the curvature. */
    private static final int MEMORY = 10;

    private static final int MOST_SWEEPS = 50;

    /** Sweeps end when F changes by less, relative to itself. */
    private static final double LITTLE = 1e-3;

    /** Iterations after which curvatures are computed anew: they change as the factors do. */
    private static final int RESCALED_EVERY = 20;

    private final Engine engine;
    private final Penalty penalty;
    private final Packing packing;
    private final TotalObjective objective;
    private final QuasiNewton minimizer;
    private final AlternatingNewton sweeps;
    private final WarmStart warm;
    private final double lower;
    private final boolean curvesAtBound;
    private boolean begun;
    private int swept;
    private double total = Double.NaN;
    /** s by unknown; empty before the minimizer begins. */
    private double[] scale = {};

    private FactorMatrix[] factors;

    /** @param start lambda = 1, inside the bound; not changed */
    Lbfgsb(Engine engine, Cells cells, Penalty penalty, double lower, FactorMatrix[] start) {
        this.engine = engine;
        this.penalty = penalty;
        this.packing = new Packing(engine.shape(), start[0].columns());
        this.objective = new TotalObjective(engine, cells, penalty, packing);
        this.lower = lower;
        this.curvesAtBound = cells.loss().lowerBound() == 0;
        this.warm = new WarmStart(objective, packing);
        this.minimizer = new QuasiNewton(this::scaledAt, memory(packing.unknowns()), bounds(lower, packing.unknowns()));
        this.sweeps = new AlternatingNewton(engine, cells, penalty, lower, start);
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

    /** F as a function of the scaled unknowns: its gradient takes the factor s. */
    private double scaledAt(double[] x, double[] gradient) {
        double value = objective.valueAndGradient(unscaled(x), gradient);
        for (int k = 0; k < scale.length; k++) {
            gradient[k] *= scale[k];
        }
        return value;
    }

    private double[] unscaled(double[] x) {
        double[] a = x.clone();
        for (int k = 0; k < scale.length; k++) {
            a[k] *= scale[k];
        }
        return a;
    }

    @Override
    public Step step() {
        if (swept < MOST_SWEEPS) {
            return sweep();
        }
        if (!begun) {
            begin();
        }
        objective.label("L-BFGS-B, iteration " + (minimizer.iterations() + 1));
        if (minimizer.iterations() > 0 && minimizer.iterations() % RESCALED_EVERY == 0) {
            rescale();
        }
        boolean moved = minimizer.step();
        factors = packing.unpack(unscaled(minimizer.x()));
        double regularization = penalty.at(factors, engine);
        return new Step(
                minimizer.value() - regularization, regularization, !moved || projectedGradient() <= Stationarity.GOAL);
    }

    @Override
    public boolean stationary() {
        return begun && projectedGradient() <= Stationarity.BOUND;
    }

    private double projectedGradient() {
        double[] gradient = minimizer.gradient().clone();
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] /= scale[k];
        }
        return Stationarity.projectedGradient(factors, gradient, packing, minimizer.value(), lower);
    }

    /** Iterations may change little because their model of the curvature is poor; new scales and the next ones then mend it. */
    @Override
    public int patience() {
        return RESCALED_EVERY;
    }

    private Step sweep() {
        Step step = sweeps.step();
        double before = total;
        total = step.objective() + step.regularization();
        factors = sweeps.factors();
        swept = Math.abs(before - total) < LITTLE * Math.abs(before) ? MOST_SWEEPS : swept + 1;
        return step;
    }

    private void begin() {
        objective.label("L-BFGS-B, start");
        double[] x = curvesAtBound ? warm.from(factors) : packing.pack(factors);
        factors = packing.unpack(x);
        scale = WarmStart.scale(objective.curvatures(factors), packing, factors);
        for (int k = 0; k < x.length; k++) {
            x[k] /= scale[k];
        }
        minimizer.start(x);
        begun = true;
    }

    private void rescale() {
        double[] next = WarmStart.scale(objective.curvatures(factors), packing, factors);
        double[] ratio = new double[next.length];
        for (int k = 0; k < next.length; k++) {
            ratio[k] = next[k] / scale[k];
        }
        minimizer.rescale(ratio);
        scale = next;
    }

    @Override
    public FactorMatrix[] factors() {
        return factors;
    }

    /** While sweeping, their number, F and the sweeps' own state; then the minimizer's, and the scale. */
    @Override
    public double[][] state() {
        if (begun) {
            return new double[][] {{MOST_SWEEPS, 1}, minimizer.save(), scale.clone()};
        }
        double[][] inner = sweeps.state();
        double[][] state = new double[inner.length + 1][];
        state[0] = new double[] {swept, 0, total};
        System.arraycopy(inner, 0, state, 1, inner.length);
        return state;
    }

    @Override
    public void restore(double[][] state) {
        swept = (int) state[0][0];
        begun = state[0][1] == 1;
        if (begun) {
            scale = state[2].clone();
            minimizer.resume(state[1]);
            factors = packing.unpack(unscaled(minimizer.x()));
        } else {
            total = state[0][2];
            sweeps.restore(Arrays.copyOfRange(state, 1, state.length));
            factors = sweeps.factors();
        }
    }
}
