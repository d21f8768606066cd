package org.polyad.solver.newton;

import org.polyad.engine.Criterion;
import org.polyad.model.Format;
import org.polyad.model.Packing;
import org.polyad.run.Iterates;
import org.polyad.run.MethodState;
import org.polyad.tensor.FactorMatrix;

/**
 * Sweeps of alternating Newton from extrapolated points: a sweep is a step of a fixed-point iteration, which {@link Anderson} accelerates. If a
 * sweep from an extrapolated point ends above the last objective, it is undone and a plain one made instead, so that F never rises.
 *
 * <p>Plain sweeps are slow where components are nearly parallel ("swamps") and where a loss is nearly not smooth (huber with a small delta):
 * they need thousands. Source: H. De Sterck, A Nonlinear GMRES Optimization Algorithm for Canonical Tensor
 * Decomposition, SIAM J. Sci. Comput. 34(3), 2012 (the idea; there by line searches, here by a guard that costs nothing when it
 * accepts).
 */
public final class AcceleratedSweeps implements Iterates {
    private static final int MEMORY = 5;

    /** While sweeps gain more than this, relative to F, their changes are not linear enough to extrapolate. */
    private static final double SLOW = 0.1;

    /** Numbers in the stored points at most: 2 GiB. */
    private static final long MOST_NUMBERS = 1L << 28;

    /** Extrapolation keeps at least this share of a number if there is a bound: a number that is zero may stay zero for ever. */
    private static final double SHARE_KEPT = 0.1;

    private final AlternatingNewton sweeps;
    private final Packing packing;
    private final double lower;
    private final Anderson anderson;
    private double total = Double.NaN;
    private double[] ahead;

    private AcceleratedSweeps(AlternatingNewton sweeps, Packing packing, double lower, int memory) {
        this.sweeps = sweeps;
        this.packing = packing;
        this.lower = lower;
        this.anderson = new Anderson(memory);
    }

    /** @return the plain sweeps if the format does not extrapolate, or several of its points would need too much memory */
    public static Iterates of(AlternatingNewton sweeps, Criterion criterion) {
        Format format = criterion.format();
        int memory = (int) Math.min(MEMORY, MOST_NUMBERS / (2 * format.parameters()) - 1);
        if (memory < 1 || !format.extrapolates()) {
            return sweeps;
        }
        return new AcceleratedSweeps(sweeps, new Packing(format), criterion.lower(), memory);
    }

    @Override
    public Step step() {
        double[] from = packing.pack(sweeps.factors());
        if (ahead != null) {
            double[] point = inside(ahead, from);
            Step step = sweepFrom(point);
            if (step.objective() + step.regularization() <= total) {
                return accepted(point, step);
            }
        }
        return accepted(from, sweepFrom(from));
    }

    private Step sweepFrom(double[] point) {
        sweeps.moveTo(packing.unpack(point));
        return sweeps.step();
    }

    private Step accepted(double[] from, Step step) {
        double now = step.objective() + step.regularization();
        if (total - now < SLOW * Math.abs(now)) {
            ahead = anderson.next(from, packing.pack(sweeps.factors()));
        } else {
            anderson.clear();
            ahead = null;
        }
        total = now;
        return step;
    }

    private double[] inside(double[] point, double[] from) {
        for (int i = 0; lower == 0 && i < point.length; i++) {
            point[i] = Math.max(point[i], SHARE_KEPT * from[i]);
        }
        return point;
    }

    @Override
    public FactorMatrix[] factors() {
        return sweeps.factors();
    }

    @Override
    public MethodState state() {
        MethodState state = new MethodState().with("total", total).with("sweeps", sweeps.state());
        if (ahead != null) {
            state.with("ahead", ahead.clone());
        }
        return state.with("anderson", anderson.state());
    }

    @Override
    public void restore(MethodState state) {
        total = state.number("total");
        sweeps.restore(state.inner("sweeps"));
        ahead = state.has("ahead") ? state.numbers("ahead") : null;
        anderson.restore(state.inner("anderson"));
    }
}
