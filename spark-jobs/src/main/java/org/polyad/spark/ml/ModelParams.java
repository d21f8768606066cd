package org.polyad.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.polyad.InvalidInputException;

/** What estimator and model are both told: the columns, and what to predict for labels never seen. */
public interface ModelParams extends Params {
    /** The Param objects; one set an instance. */
    final class Table implements Serializable {
        private static final long serialVersionUID = 1L;

        final StringArrayParam modeCols;
        final Param<String> userCol;
        final Param<String> itemCol;
        final Param<String> predictionCol;
        final Param<String> linkPredictionCol;
        final Param<String> placeCol;
        final Param<String> candidatesCol;
        final BooleanParam placeInContext;
        final Param<String> coldStartStrategy;

        Table(Params of) {
            modeCols = new StringArrayParam(
                    of, "modeCols", "columns of the modes, in order; in place of userCol and itemCol");
            userCol = new Param<>(of, "userCol", "column of the first mode, as in ALS, when modeCols is not set");
            itemCol = new Param<>(of, "itemCol", "column of the second mode, as in ALS, when modeCols is not set");
            predictionCol = new Param<>(of, "predictionCol", "column that transform adds: the mean of the value");
            linkPredictionCol = new Param<>(
                    of, "linkPredictionCol", "column that transform adds when set: m, of which the mean is a function");
            placeCol = new Param<>(
                    of,
                    "placeCol",
                    "column that transform adds when set: at which place of the user's list the item stands, among all"
                            + " items that the user has not in the training data (0 if it is among these); a model that"
                            + " was loaded knows no such data");
            candidatesCol = new Param<>(
                    of,
                    "candidatesCol",
                    "column that transform adds when set: how many items there are in the list that a place is in");
            placeInContext = new BooleanParam(
                    of, "placeInContext", "lists are those of the row's other modes; else averaged over these");
            coldStartStrategy = new Param<>(
                    of,
                    "coldStartStrategy",
                    "for labels never seen: nan, drop (the row), or fallback (the average of the mean over the mode's rows, each"
                            + " weighted by its entries)",
                    ParamValidators.inArray(new String[] {"nan", "drop", "fallback"}));
        }

        /** Sets the defaults, which are those of ALS. */
        void defaults(Params of) {
            of.setDefault(userCol, "user");
            of.setDefault(itemCol, "item");
            of.setDefault(predictionCol, "prediction");
            of.setDefault(placeInContext, false);
            of.setDefault(coldStartStrategy, "nan");
        }
    }

    /** Not a Param, so that Spark does not list it. */
    Table modelTable();

    default StringArrayParam modeCols() {
        return modelTable().modeCols;
    }

    default Param<String> userCol() {
        return modelTable().userCol;
    }

    default Param<String> itemCol() {
        return modelTable().itemCol;
    }

    default Param<String> predictionCol() {
        return modelTable().predictionCol;
    }

    default Param<String> linkPredictionCol() {
        return modelTable().linkPredictionCol;
    }

    default Param<String> placeCol() {
        return modelTable().placeCol;
    }

    default Param<String> candidatesCol() {
        return modelTable().candidatesCol;
    }

    default BooleanParam placeInContext() {
        return modelTable().placeInContext;
    }

    default Param<String> coldStartStrategy() {
        return modelTable().coldStartStrategy;
    }

    /**
     * The columns of the modes, in order.
     *
     * @throws IllegalArgumentException when there are fewer than two, or one stands twice
     */
    default String[] modes() {
        String[] modes = isSet(modeCols())
                ? getOrDefault(modeCols())
                : new String[] {getOrDefault(userCol()), getOrDefault(itemCol())};
        Set<String> different = new LinkedHashSet<>(Arrays.asList(modes));
        if (modes.length < 2 || different.size() < modes.length) {
            throw new InvalidInputException(
                    "modeCols must name two columns or more, each once, found " + Arrays.toString(modes));
        }
        return modes;
    }
}
