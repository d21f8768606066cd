package org.polyad.action;

import java.util.EnumSet;
import java.util.Set;
import org.polyad.InvalidInputException;
import org.polyad.input.ColdStart;
import org.polyad.input.source.InputOptions;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Metric;
import org.polyad.options.Unlisted;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListOptions;
import org.polyad.store.StoredModel;

/**
 * What to measure a model on, and by what.
 *
 * @param input the entries to measure on; of a table, columns and conditions that are not said are those of the model's fit
 * @param exclude cells to leave out, the training data for instance, or null
 * @param metrics of cells; with none of them no zero is visited
 * @param lists how lists of recommendations are made, or null for none
 * @param ofLists metrics of those lists
 * @param unlisted what an entry is that the data do not list
 * @param coldStart what to do about entries whose labels or indices the model does not have
 * @param exactCells every zero is visited up to that many cells; beyond, zeros are sampled where there is no closed form
 * @param seed of sampled zeros
 */
public record EvaluateRequest(
        InputOptions input,
        String exclude,
        Set<Metric> metrics,
        ListOptions lists,
        Set<ListMetric> ofLists,
        Unlisted unlisted,
        ColdStart coldStart,
        double exactCells,
        long seed) {

    private static final double EXACT_CELLS = 1e7;

    /** @throws InvalidInputException for a value out of its range */
    public EvaluateRequest {
        if (exactCells < 0 || Double.isNaN(exactCells)) {
            throw new InvalidInputException("--exact-cells must be 0 or more, found " + exactCells);
        }
    }

    /** All metrics of cells that the model's loss has, zeros included where the model says that unlisted entries are zeros. */
    public static EvaluateRequest of(InputOptions input, StoredModel model) {
        Loss loss = Losses.parse(model.info().loss());
        return new EvaluateRequest(
                input,
                null,
                Metric.under(loss),
                null,
                EnumSet.noneOf(ListMetric.class),
                unlisted(model),
                ColdStart.NAN,
                EXACT_CELLS,
                1);
    }

    /** What an unlisted entry was for the model's fit; a model of dense data knows of none. */
    public static Unlisted unlisted(StoredModel model) {
        String said = model.info().unlisted();
        return said == null ? Unlisted.MISSING : Unlisted.parse(said);
    }
}
