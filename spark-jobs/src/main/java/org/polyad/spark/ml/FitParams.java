package org.polyad.spark.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.polyad.solver.StochasticOptions;

/** What decides a fit, by the names that users of ALS know as far as these go. */
public interface FitParams extends ModelParams {
    /** The Param objects; one set an instance. */
    final class FitTable implements Serializable {
        private static final long serialVersionUID = 1L;

        final IntParam rank;
        final IntParam maxIter;
        final DoubleParam tol;
        final LongParam seed;
        final DoubleParam regParam;
        final DoubleArrayParam regParams;
        final Param<String> regularizationBy;
        final BooleanParam nonnegative;
        final BooleanParam biases;
        final Param<String> ratingCol;
        final Param<String> valueCol;
        final Param<String> weightCol;
        final BooleanParam implicitPrefs;
        final DoubleParam alpha;
        final Param<String> loss;
        final Param<String> unlisted;
        final Param<String> method;
        final Param<String> duplicates;
        final Param<String> engine;
        final DoubleParam stepSize;
        final Param<String> initialModelPath;

        FitTable(Params of) {
            rank = new IntParam(of, "rank", "number of components", ParamValidators.gtEq(1));
            maxIter = new IntParam(of, "maxIter", "iterations at most", ParamValidators.gtEq(1));
            tol = new DoubleParam(
                    of,
                    "tol",
                    "stop when the objective's relative change falls below; 0 never stops",
                    ParamValidators.gtEq(0));
            seed = new LongParam(of, "seed", "random seed");
            regParam = new DoubleParam(
                    of, "regParam", "regularization, the same number as in ALS", ParamValidators.gtEq(0));
            regParams = new DoubleArrayParam(of, "regParams", "regularization of each mode, in place of regParam");
            regularizationBy = choice(
                    of,
                    "regularizationBy",
                    "what multiplies a row's penalty: count, its entries; or row, 1",
                    "count",
                    "row");
            nonnegative = new BooleanParam(of, "nonnegative", "bound 0 on every factor");
            biases = new BooleanParam(of, "biases", "offsets of all cells and of each row beside the components");
            ratingCol = new Param<>(of, "ratingCol", "column of values, as in ALS; empty: each row counts 1");
            valueCol = new Param<>(of, "valueCol", "column of values; with modeCols and without it each row counts 1");
            weightCol = new Param<>(of, "weightCol", "column of weights; absent: every weight is 1");
            implicitPrefs = new BooleanParam(
                    of, "implicitPrefs", "values say how sure a preference is, and absent ones are zeros, as in ALS");
            alpha = new DoubleParam(
                    of, "alpha", "with implicitPrefs a value x weighs 1 + alpha x", ParamValidators.gtEq(0));
            loss = new Param<>(of, "loss", "gaussian, poisson, bernoulli-logit, huber(delta=0.25), ...");
            unlisted = choice(of, "unlisted", "what rows that are not there are: zero, or missing", "zero", "missing");
            method = new Param<>(of, "method", "auto, newton, or another that fit --help names");
            duplicates = choice(
                    of,
                    "duplicates",
                    "rows with the same labels: sum, mean, last or error",
                    "sum",
                    "mean",
                    "last",
                    "error");
            engine = choice(of, "engine", "local (the driver's threads), spark, or auto", "auto", "local", "spark");
            stepSize = new DoubleParam(
                    of,
                    "stepSize",
                    "learning rate of the stochastic methods, an absolute number whatever the size of the factors",
                    ParamValidators.gt(0));
            initialModelPath = new Param<>(
                    of,
                    "initialModelPath",
                    "folder of a model to start from: labels that it has keep their rows, new ones start at the mean"
                            + " row");
        }

        private static Param<String> choice(Params of, String name, String doc, String... among) {
            return new Param<>(of, name, doc, ParamValidators.inArray(among));
        }

        void defaults(Params of) {
            of.setDefault(rank, 10);
            of.setDefault(maxIter, 100);
            of.setDefault(tol, 1e-5);
            of.setDefault(seed, 1L);
            of.setDefault(regParam, 0.1);
            of.setDefault(regularizationBy, "count");
            of.setDefault(nonnegative, false);
            of.setDefault(biases, false);
            of.setDefault(ratingCol, "rating");
            of.setDefault(implicitPrefs, false);
            of.setDefault(alpha, 1.0);
            of.setDefault(loss, "gaussian");
            of.setDefault(method, "auto");
            of.setDefault(engine, "auto");
            of.setDefault(stepSize, StochasticOptions.DEFAULT.rate());
        }
    }

    /** Not a Param, so that Spark does not list it. */
    FitTable fitTable();

    default IntParam rank() {
        return fitTable().rank;
    }

    default IntParam maxIter() {
        return fitTable().maxIter;
    }

    default DoubleParam tol() {
        return fitTable().tol;
    }

    default LongParam seed() {
        return fitTable().seed;
    }

    default DoubleParam regParam() {
        return fitTable().regParam;
    }

    default DoubleArrayParam regParams() {
        return fitTable().regParams;
    }

    default Param<String> regularizationBy() {
        return fitTable().regularizationBy;
    }

    default BooleanParam nonnegative() {
        return fitTable().nonnegative;
    }

    default BooleanParam biases() {
        return fitTable().biases;
    }

    default Param<String> ratingCol() {
        return fitTable().ratingCol;
    }

    default Param<String> valueCol() {
        return fitTable().valueCol;
    }

    default Param<String> weightCol() {
        return fitTable().weightCol;
    }

    default BooleanParam implicitPrefs() {
        return fitTable().implicitPrefs;
    }

    default DoubleParam alpha() {
        return fitTable().alpha;
    }

    default Param<String> loss() {
        return fitTable().loss;
    }

    default Param<String> unlisted() {
        return fitTable().unlisted;
    }

    default Param<String> method() {
        return fitTable().method;
    }

    default Param<String> duplicates() {
        return fitTable().duplicates;
    }

    default Param<String> engine() {
        return fitTable().engine;
    }

    default DoubleParam stepSize() {
        return fitTable().stepSize;
    }

    default Param<String> initialModelPath() {
        return fitTable().initialModelPath;
    }
}
