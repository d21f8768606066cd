package org.polyad.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** What a {@link MomentGaussianMixture} can be told; names are MLlib's where MLlib's GaussianMixture has the same. */
public interface MixtureParams extends Params {
    /** The params, made once for each stage. */
    final class Table {
        final IntParam k;
        final IntParam maxIter;
        final DoubleParam tol;
        final LongParam seed;
        final Param<String> featuresCol;
        final Param<String> predictionCol;
        final Param<String> probabilityCol;
        final Param<String> weightCol;
        final Param<String> covarianceType;
        final Param<String> kCheck;

        Table(Params of) {
            k = new IntParam(of, "k", "number of components", ParamValidators.gtEq(1));
            maxIter = new IntParam(
                    of,
                    "maxIter",
                    "steps of expectation maximisation that follow the moments, at most; 0: moments alone",
                    ParamValidators.gtEq(0));
            tol = new DoubleParam(
                    of, "tol", "steps end when the log-likelihood of a sample rises by less", ParamValidators.gtEq(0));
            seed = new LongParam(of, "seed", "random seed");
            featuresCol = new Param<>(of, "featuresCol", "column of vectors");
            predictionCol = new Param<>(of, "predictionCol", "column for the most probable component");
            probabilityCol = new Param<>(of, "probabilityCol", "column for the probabilities of the components");
            weightCol = new Param<>(of, "weightCol", "column of weights; absent: every sample counts 1");
            covarianceType = new Param<>(
                    of,
                    "covarianceType",
                    "spherical: a variance for each component; equal: one for all",
                    ParamValidators.inArray(new String[] {"spherical", "equal"}));
            kCheck = new Param<>(
                    of,
                    "kCheck",
                    "more components than the samples support are refused: fail; or fitted all the same: warn",
                    ParamValidators.inArray(new String[] {"fail", "warn"}));
        }

        void defaults(Params of) {
            of.setDefault(k, 2);
            of.setDefault(maxIter, 20);
            of.setDefault(tol, 1e-6);
            of.setDefault(seed, 1L);
            of.setDefault(featuresCol, "features");
            of.setDefault(predictionCol, "prediction");
            of.setDefault(probabilityCol, "probability");
            of.setDefault(covarianceType, "spherical");
            of.setDefault(kCheck, "fail");
        }
    }

    /** Not a Param, so that Spark does not list it. */
    Table table();

    default IntParam k() {
        return table().k;
    }

    default IntParam maxIter() {
        return table().maxIter;
    }

    default DoubleParam tol() {
        return table().tol;
    }

    default LongParam seed() {
        return table().seed;
    }

    default Param<String> featuresCol() {
        return table().featuresCol;
    }

    default Param<String> predictionCol() {
        return table().predictionCol;
    }

    default Param<String> probabilityCol() {
        return table().probabilityCol;
    }

    default Param<String> weightCol() {
        return table().weightCol;
    }

    default Param<String> covarianceType() {
        return table().covarianceType;
    }

    default Param<String> kCheck() {
        return table().kCheck;
    }
}
