package org.polyad.solver;

import org.polyad.loss.ZeroPart;
import org.polyad.tensor.FactorMatrix;

/** F without the penalty: exact where the zeros have a closed form or are few enough to visit, else on one sample of zeros for the run. */
final class EpochObjective {
    private final Engine engine;
    private final int mode;
    private final EpochObjectiveTask task;
    private final ZeroPart zeroPart;

    EpochObjective(Engine engine, Cells cells, EpochPlan plan, long seed) {
        this.engine = engine;
        this.mode = EpochPlan.mode(engine.shape());
        this.task = new EpochObjectiveTask(
                cells, cells.zeros() == ZeroHandling.SAMPLED ? plan.objectiveZeros() : null, seed);
        this.zeroPart = cells.zeros() == ZeroHandling.CLOSED_FORM
                ? cells.loss().zeroPart().orElseThrow()
                : new ZeroPart(0, 0, 0);
    }

    double at(FactorMatrix[] model, String label) {
        double sum = new FactorSums(zeroPart, model.length).zeroTotal(model);
        for (double part : engine.run(label, task, model, mode)) {
            sum += part;
        }
        return sum;
    }
}
