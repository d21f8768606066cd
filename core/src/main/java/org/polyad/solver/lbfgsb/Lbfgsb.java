package org.polyad.solver.lbfgsb;

import java.util.Arrays;
import org.polyad.engine.Criterion;
import org.polyad.engine.Engine;
import org.polyad.model.Packing;
import org.polyad.model.Penalty;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.solver.newton.AlternatingNewton;
import org.polyad.tensor.FactorMatrix;

/**
 * L-BFGS-B over all factors at once (L-BFGS where there is no bound), on F and its exact gradient over the cells visited. F never
 * rises, and the method ends where its projected gradient is within {@link Stationarity#GOAL}, or no step lowers F.
 *
 * <p>The first iterations are sweeps of alternating Newton, until these gain little. Random factors are almost orthogonal to
 * the data, so that descent from them passes the saddle point where the whole model is zero, and components that become zero there do not
 * grow again for hundreds of iterations.
 *
 * <p>The unknowns are a / s for the numbers a of the factors, with s = 1 / sqrt(curvature of F at a): curvatures differ by orders of
 * magnitude from number to number (1 / a and more where the loss has a logarithm of m), and are about 1 in these unknowns. Curvatures
 * are computed again every 20 iterations. The scales s are powers of two, so that a change of scale does not round.
 *
 * <p>Sources: Byrd, Lu, Nocedal and Zhu, A Limited Memory Algorithm for Bound Constrained Optimization, SIAM J. Sci. Comput. 16(5),
 * 1995; Acar, Dunlavy and Kolda, A Scalable Optimization Approach for Fitting Canonical Tensor Decompositions, 2011.
 */
public final class Lbfgsb implements Iterates {
    /** Pairs of steps that approximate the curvature. */
    private static final int MEMORY = 10;

    private static final int MOST_SWEEPS = 50;

    /** Sweeps end when F changes by less, relative to itself. */
    private static final double LITTLE = 1e-3;

    /** Iterations after which curvatures are computed again, since they change with the factors. */
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

    /** @param start lambda = 1, inside the bound; not modified */
    public Lbfgsb(Engine engine, Criterion criterion, FactorMatrix[] start) {
        this.engine = engine;
        this.penalty = criterion.penalty();
        this.packing = new Packing(criterion.format());
        this.objective = new TotalObjective(engine, criterion, packing);
        this.lower = criterion.lower();
        this.curvesAtBound = criterion.cells().loss().lowerBound() == 0;
        this.warm = new WarmStart(objective, packing);
        this.minimizer = new QuasiNewton(this::scaledAt, memory(packing.unknowns()), bounds(lower, packing.unknowns()));
        this.sweeps = new AlternatingNewton(engine, criterion, start);
        this.factors = start;
    }

    /** The number of pairs; fewer if the saved state would not fit one array. */
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
        double regularization = penalty.at(factors, engine::listedCounts);
        return new Step(
                minimizer.value() - regularization, regularization, !moved || projectedGradient() <= Stationarity.GOAL);
    }

    @Override
    public boolean stationary() {
        return begun && projectedGradient() <= Stationarity.BOUND;
    }

    private double projectedGradient() {
        return Stationarity.projectedGradient(factors, gradient(), packing, minimizer.value(), lower);
    }

    /** The gradient with respect to the unscaled unknowns. */
    private double[] gradient() {
        double[] gradient = minimizer.gradient().clone();
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] /= scale[k];
        }
        return gradient;
    }

    /** {@inheritDoc} An iteration may change little because its model of the curvature is poor, until the scales are computed again. */
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
        double[] gradient = new double[x.length];
        objective.valueAndGradient(x, gradient);
        scale = scales(x, gradient);
        for (int k = 0; k < x.length; k++) {
            x[k] /= scale[k];
        }
        minimizer.start(x);
        begun = true;
    }

    /**
     * s where the gradient g is known. A number a that goes to its bound 0 may have no curvature (a row without entries): s^2 is at most
     * a / g there, with which a gradient step of length 1 ends at the bound.
     */
    private double[] scales(double[] x, double[] gradient) {
        double[] scales = WarmStart.scale(objective.curvatures(factors), packing, factors);
        for (int k = 0; lower == 0 && k < x.length; k++) {
            if (gradient[k] > 0 && x[k] > 0) {
                scales[k] = Math.min(scales[k], Math.scalb(1.0, Math.getExponent(x[k] / gradient[k]) / 2));
            }
        }
        return scales;
    }

    private void rescale() {
        double[] next = scales(packing.pack(factors), gradient());
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

    /** The sweeps' state while they run; after them the minimizer's, and the scale. */
    @Override
    public MethodState state() {
        return begun
                ? new MethodState().with("minimizer", minimizer.save()).with("scale", scale.clone())
                : new MethodState().with("swept", swept).with("total", total).with("sweeps", sweeps.state());
    }

    @Override
    public void restore(MethodState state) {
        begun = state.has("minimizer");
        if (begun) {
            swept = MOST_SWEEPS;
            scale = state.numbers("scale").clone();
            minimizer.resume(state.numbers("minimizer"));
            factors = packing.unpack(unscaled(minimizer.x()));
        } else {
            swept = (int) state.number("swept");
            total = state.number("total");
            sweeps.restore(state.inner("sweeps"));
            factors = sweeps.factors();
        }
    }
}
