package org.polyad.solver.stochastic;

import org.polyad.cells.FittedCells;
import org.polyad.engine.Criterion;
import org.polyad.engine.PreparedTensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.ZeroHandling;
import org.polyad.run.FitListener;
import org.polyad.run.Iterates;
import org.polyad.run.Rounds;
import org.polyad.tensor.FactorMatrix;

/** Makes the stochastic method of the options, and computes the sizes of its rounds. */
public final class StochasticRun {
    private StochasticRun() {}

    /** The data of one start. @param parts to start from, lambda = 1 */
    public record Start(FactorMatrix[] parts, long seed, Criterion criterion, FitListener listener) {}

    public static Iterates of(PreparedTensor prepared, GcpOptions options, Start start) {
        Stochastic.Setting setting = new Stochastic.Setting(
                prepared.engine(),
                plan(prepared, options),
                start.criterion(),
                setup(prepared, options, start.criterion(), start.seed()),
                options.tolerance(),
                start.listener()::round);
        Stochastic stochastic = new Stochastic(setting, start.parts());
        return options.stochastic().polish() == 0
                ? stochastic
                : new PolishedStochastic(stochastic, prepared.polish(), start.criterion(), options);
    }

    /** The sizes of the run's rounds; null for an exact method. */
    public static Rounds rounds(PreparedTensor prepared, GcpOptions options) {
        Method method = options.method(prepared.cells().zeros());
        if (!method.stochastic()) {
            return null;
        }
        int moments = StepRule.of(method, options.stochastic().amsgrad()).moments();
        return plan(prepared, options).rounds(prepared.engine(), options.rank(), moments);
    }

    /** @param seed of the start */
    static RoundTask.Setup setup(PreparedTensor prepared, GcpOptions options, Criterion criterion, long seed) {
        Method method = options.method(prepared.cells().zeros());
        StepRule rule = StepRule.of(method, options.stochastic().amsgrad());
        return new RoundTask.Setup(criterion, rule, plan(prepared, options).sampler(), seed);
    }

    private static EpochPlan plan(PreparedTensor prepared, GcpOptions options) {
        FittedCells cells = prepared.cells();
        long entries = cells.moments().listed() + (cells.zeros() == ZeroHandling.NONE ? 0 : prepared.holdoutCells());
        return EpochPlan.of(entries, prepared.engine().shape(), cells, options);
    }
}
