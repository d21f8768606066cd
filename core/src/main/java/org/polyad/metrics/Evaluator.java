package org.polyad.metrics;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.sampling.Draws;
import org.polyad.sampling.Entries;
import org.polyad.sampling.ZeroSample;
import org.polyad.solver.Unlisted;
import org.polyad.solver.ZeroHandling;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/** Measures one model. The unlisted zeros: every cell is visited, or sums over all cells have a closed form, or a sample speaks. */
final class Evaluator {
    private final Loss loss;
    private final FactorMatrix[] factors;
    private final EvaluationOptions options;
    private final Set<Metric> wanted;
    private final Visit visit;

    Evaluator(Ktensor model, Loss loss, EvaluationOptions options) {
        this.loss = loss;
        this.options = options;
        this.wanted = EnumSet.copyOf(Metric.under(loss));
        wanted.retainAll(options.metrics());
        // m keeps all its digits: spreading lambda evenly would round it d times.
        this.factors = model.absorbed();
        this.visit = new Visit(loss, factors);
    }

    Evaluation evaluate(SparseTensor data, SparseTensor excluded) {
        SparseTensor scored = excluded == null ? data : Entries.without(data, excluded);
        SparseTensor taken = excluded == null ? data : Entries.join(scored, Entries.constant(excluded, 0, 1));
        Visit.Seen listed = visit.listed(scored);
        double unlisted =
                options.unlisted() == Unlisted.MISSING ? 0 : data.shape().cells() - taken.entries();
        Zeros zeros = unlisted == 0 ? none() : zeros(taken, unlisted);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (Metric metric : wanted) {
            CellSums sums = zeros.sums(metric).copy().plus(listed.sums());
            values.put(metric, metric == Metric.AUC ? auc(scored, listed, zeros) : value(metric, sums));
        }
        Set<Metric> estimated = EnumSet.noneOf(Metric.class);
        wanted.stream().filter(zeros::estimates).forEach(estimated::add);
        return new Evaluation(values, estimated, scored.entries(), scored.entries() + unlisted, zeros.handling);
    }

    private static double value(Metric metric, CellSums sums) {
        return switch (metric) {
            case OBJECTIVE -> sums.loss;
            case DEVIANCE -> 2 * (sums.loss - sums.saturated);
            case RMSE -> Math.sqrt(Math.max(0, sums.squaredErrors) / sums.weight);
            case MAE -> sums.absoluteErrors / sums.weight;
            case FIT -> 1 - Math.sqrt(Math.max(0, sums.squaredErrors) / sums.squares);
            case LOG_LOSS -> sums.loss / sums.weight;
            case AUC -> throw new InvalidInputException("auc is not a sum over cells");
        };
    }

    /**
     * What the unlisted zeros add.
     *
     * @param closed sums in closed form, NaN where there is none; null: {@code visited} has it all
     * @param visited sums over every unlisted cell, or over the sample with its weights; null: closed forms were enough
     * @param models m of the visited cells, each of weight {@code each}
     */
    private record Zeros(
            ZeroHandling handling, ClosedZeros form, CellSums closed, CellSums visited, double[] models, double each) {
        boolean isClosed(Metric metric) {
            return form != null && covers(form, metric);
        }

        CellSums sums(Metric metric) {
            return isClosed(metric) || visited == null ? closed : visited;
        }

        boolean estimates(Metric metric) {
            return handling == ZeroHandling.SAMPLED && !isClosed(metric);
        }
    }

    private static boolean covers(ClosedZeros form, Metric metric) {
        return switch (metric) {
            case OBJECTIVE, DEVIANCE, LOG_LOSS -> form.hasLoss();
            case RMSE, FIT -> form.hasSquares();
            case MAE -> form.hasAbsolutes();
            case AUC -> false;
        };
    }

    private Zeros none() {
        CellSums nothing = new CellSums(loss, factors);
        return new Zeros(ZeroHandling.NONE, null, nothing, nothing, new double[0], 1);
    }

    private Zeros zeros(SparseTensor taken, double unlisted) {
        if (!loss.unlistedZeros()) {
            throw new InvalidInputException(
                    "loss " + loss.name() + " does not allow entries that are not listed to be zeros");
        }
        if (taken.shape().cells() <= options.exactCells()) {
            Visit.Seen all = visit.untaken(taken, wanted.contains(Metric.AUC));
            return new Zeros(ZeroHandling.ALL_CELLS, null, null, all.sums(), all.models(), 1);
        }
        ClosedZeros form = new ClosedZeros(loss, factors, taken.shape());
        CellSums closed = form.all(new CellSums(loss, factors))
                .minus(visit.listed(Entries.constant(taken, 0, 1)).sums());
        if (wanted.stream().allMatch(metric -> covers(form, metric))) {
            return new Zeros(ZeroHandling.CLOSED_FORM, form, closed, null, new double[0], 1);
        }
        double wanted = ZeroSample.draws(taken.entries(), unlisted);
        SparseTensor drawn = Draws.sample(taken, options.seed(), wanted);
        double each = unlisted / drawn.entries();
        Visit.Seen sampled = visit.listed(Entries.constant(drawn, 0, each));
        return new Zeros(ZeroHandling.SAMPLED, form, closed, sampled.sums(), sampled.models(), each);
    }

    private static double auc(SparseTensor scored, Visit.Seen listed, Zeros zeros) {
        RocCurve curve = new RocCurve(scored.values(), listed.models(), scored.weights());
        curve.addZeros(zeros.models, zeros.each);
        return curve.area();
    }
}
