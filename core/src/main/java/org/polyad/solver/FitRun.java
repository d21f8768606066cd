package org.polyad.solver;

import java.util.ArrayList;
import java.util.List;
import org.polyad.kernel.CellLoss;
import org.polyad.tensor.FactorMatrix;

/** One start's iterations: steps the method, keeps the trace, and says when to stop. */
final class FitRun {
    private final PreparedTensor problem;
    private final GcpOptions options;
    private final Iterates method;
    private final List<Trace> trace = new ArrayList<>();
    private final CellLoss plain;
    private final int iterations;
    private StopReason stopped;

    FitRun(PreparedTensor problem, GcpOptions options, Iterates method) {
        this.problem = problem;
        this.options = options;
        this.method = method;
        boolean stochastic = options.method(problem.cells().zeros()).stochastic();
        this.iterations =
                options.maxIterations() + (stochastic ? options.stochastic().polish() : 0);
        this.plain = new CellLoss(options.loss(), false);
    }

    /** Goes on from a state of this start. */
    void restore(FitState state) {
        method.restore(state.method());
        trace.addAll(state.trace());
    }

    List<Trace> trace() {
        return trace;
    }

    Iterates method() {
        return method;
    }

    StopReason stopped() {
        return stopped;
    }

    /** One iteration. Returns false, and {@link #stopped} says why, when it was the last, or none is left to do. */
    boolean step(Clock clock) {
        if (trace.size() >= iterations) {
            stopped = StopReason.MAX_ITERATIONS;
            return false;
        }
        Iterates.Step step = method.step();
        Trace now = new Trace(
                trace.size() + 1,
                step.objective(),
                step.regularization(),
                clock.seconds(),
                fit(step.objective()),
                holdout(),
                !problem.cells().zeros().exact());
        trace.add(now);
        stopped = reason(step, now, clock);
        return stopped == null;
    }

    private StopReason reason(Iterates.Step step, Trace now, Clock clock) {
        if (!Double.isFinite(now.total())) {
            return StopReason.DIVERGED;
        }
        if (step.stuck()) {
            return method.judgesItself()
                    ? StopReason.CONVERGED
                    : method.stationary() ? StopReason.STATIONARY : StopReason.NO_PROGRESS;
        }
        if (!method.judgesItself() && settled()) {
            return StopReason.CONVERGED;
        }
        if (now.iteration() >= iterations) {
            return StopReason.MAX_ITERATIONS;
        }
        return clock.seconds() >= options.timeLimit() ? StopReason.TIME_LIMIT : null;
    }

    /** Whether the last iterations, as many as the method wants, all changed the total by less than the tolerance. */
    private boolean settled() {
        int last = trace.size() - 1;
        int patience = method.patience();
        boolean settled = last >= patience;
        for (int k = last; settled && k > last - patience; k--) {
            double before = trace.get(k - 1).total();
            double scale = Math.max(Math.abs(before), Double.MIN_NORMAL);
            settled = Math.abs(before - trace.get(k).total()) < options.tolerance() * scale;
        }
        return settled;
    }

    /** 1 - ||X - M|| / ||X||, where F is the squared residual. */
    private double fit(double objective) {
        double squares = problem.cells().moments().squares();
        if (!options.loss().name().equals("gaussian") || !(squares > 0)) {
            return Double.NaN;
        }
        return 1 - Math.sqrt(Math.max(0, objective) / squares);
    }

    private double holdout() {
        if (problem.holdout() == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (double part : problem.holdout().run("hold-out", new ListedTask(plain), method.factors(), 0)) {
            sum += part;
        }
        return sum;
    }

    FitState.Finished finished(long seed) {
        FactorMatrix[] factors = method.factors();
        double[][] data = new double[factors.length][];
        for (int n = 0; n < data.length; n++) {
            data[n] = factors[n].data().clone();
        }
        double total =
                trace.isEmpty() ? Double.NaN : trace.get(trace.size() - 1).total();
        return new FitState.Finished(seed, data, stopped, trace.size(), total, List.copyOf(trace));
    }
}
