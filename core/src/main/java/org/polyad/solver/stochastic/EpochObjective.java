package org.polyad.solver.stochastic;

import org.polyad.engine.Criterion;
import org.polyad.engine.Engine;
import org.polyad.model.FactorSums;
import org.polyad.options.ZeroHandling;
import org.polyad.tensor.FactorMatrix;

/** F without the penalty: exact if the zeros have a closed form or are few enough to visit, else on one sample of zeros for the whole run. */
final class EpochObjective {
    private final Engine engine;
    private final int mode;
    private final EpochObjectiveTask task;
    private final FactorSums zeros;

    EpochObjective(Engine engine, Criterion criterion, EpochPlan plan, long seed) {
        this.engine = engine;
        this.mode = EpochPlan.mode(engine.shape());
        boolean sampled = criterion.cells().zeros() == ZeroHandling.SAMPLED;
        this.task = new EpochObjectiveTask(criterion, sampled ? plan.objectiveZeros() : null, seed);
        this.zeros = new FactorSums(criterion.format(), criterion.cellLoss().zeroPart());
    }

    double at(FactorMatrix[] model, String label) {
        double sum = zeros.zeroTotal(model);
        for (double part : engine.run(label, task, model, mode)) {
            sum += part;
        }
        return sum;
    }
}
