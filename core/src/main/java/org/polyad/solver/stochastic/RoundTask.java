package org.polyad.solver.stochastic;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.engine.Criterion;
import org.polyad.loss.Loss;
import org.polyad.model.Penalty;
import org.polyad.sampling.Sampler;
import org.polyad.tensor.FactorMatrix;

/** Some local steps of every block of a mode, which move its own rows. The factors given are followed by the row states, of which the mode's is enough. */
final class RoundTask implements BlockTask<RoundBlock> {
    private static final long serialVersionUID = 1L;

    final Setup setup;
    final double rate;
    final long firstStep;
    final int steps;

    /** What is the same in all rounds of a run, and goes to the blocks. */
    static final class Setup implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        final Loss loss;
        final Penalty penalty;
        final double lower;
        final StepRule rule;
        final Sampler sampler;
        final long seed;

        Setup(Criterion criterion, StepRule rule, Draw draw) {
            this.loss = criterion.cells().loss();
            this.penalty = criterion.penalty();
            this.lower = criterion.lower();
            this.rule = rule;
            this.sampler = draw.sampler();
            this.seed = draw.seed();
        }

        /** The sampler and the seed of its numbers. */
        record Draw(Sampler sampler, long seed) {}
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
