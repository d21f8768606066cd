package org.polyad.solver.stochastic;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.engine.Criterion;
import org.polyad.loss.Loss;
import org.polyad.model.Penalty;
import org.polyad.sampling.Sampler;
import org.polyad.tensor.FactorMatrix;

/**
 * The local steps of one round: each block of a mode moves its own rows. Behind the parts of the model the task gets the states of the rows,
 * and reads only those of the block's mode.
 */
final class RoundTask implements BlockTask<RoundBlock> {
    private static final long serialVersionUID = 1L;

    final Setup setup;
    final double rate;
    final long firstStep;
    final int steps;

    /** What is the same in all rounds of a run, and goes to the blocks. */
    static final class Setup implements Serializable {
        private static final long serialVersionUID = 1L;

        final Loss loss;
        final Penalty penalty;
        final double lower;
        final StepRule rule;
        final Sampler sampler;
        final long seed;

        /** @param seed of the random numbers */
        Setup(Criterion criterion, StepRule rule, Sampler sampler, long seed) {
            this.loss = criterion.cells().loss();
            this.penalty = criterion.penalty();
            this.lower = criterion.lower();
            this.rule = rule;
            this.sampler = sampler;
            this.seed = seed;
        }
    }

    /**
     * @param rate of the mode whose blocks they are
     * @param firstStep counted from the run's beginning, so that no two steps draw the same
     */
    RoundTask(Setup setup, double rate, long firstStep, int steps) {
        this.setup = setup;
        this.rate = rate;
        this.firstStep = firstStep;
        this.steps = steps;
    }

    @Override
    public RoundBlock apply(ModeView view, FactorMatrix[] factors) {
        long began = System.nanoTime();
        int order = factors.length / 2;
        FactorMatrix[] model = Arrays.copyOf(factors, order);
        RowChanges changes = new LocalSteps(this, view, model, factors[order + view.mode()]).run();
        return new RoundBlock(changes, System.nanoTime() - began);
    }
}
