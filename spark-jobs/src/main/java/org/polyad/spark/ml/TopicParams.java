package org.polyad.spark.ml;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** What a {@link SpectralLDA} can be told; names are MLlib's where MLlib's LDA has the same. */
public interface TopicParams extends Params {
    /** The params, made once for each stage. */
    final class Table {
        final IntParam k;
        final IntParam maxIter;
        final LongParam seed;
        final Param<String> featuresCol;
        final Param<String> topicDistributionCol;
        final Param<String> completionCol;
        final Param<String> weightCol;
        final DoubleArrayParam docConcentration;
        final DoubleParam topicConcentration;
        final IntParam oversampling;
        final IntParam powerIterations;
        final Param<String> distinct;
        final Param<String> kCheck;

        Table(Params of) {
            k = new IntParam(of, "k", "number of topics", ParamValidators.gtEq(1));
            maxIter = new IntParam(
                    of,
                    "maxIter",
                    "variational passes that follow the moments; 0: moments alone",
                    ParamValidators.gtEq(0));
            seed = new LongParam(of, "seed", "random seed");
            featuresCol = new Param<>(of, "featuresCol", "column of vectors that count words");
            topicDistributionCol = new Param<>(of, "topicDistributionCol", "column for the topic shares of a document");
            completionCol = new Param<>(
                    of,
                    "completionCol",
                    "column for the sum of log p of the words in a random half of a document, its topic shares taken from the"
                            + " other half; absent: none");
            weightCol = new Param<>(of, "weightCol", "column of weights; absent: every document counts 1");
            docConcentration = new DoubleArrayParam(
                    of,
                    "docConcentration",
                    "prior of topic shares: one number for each topic, which then stays, or one number for all, from which"
                            + " it is estimated; absent: chosen by the moments");
            topicConcentration = new DoubleParam(
                    of, "topicConcentration", "prior of the topics' word shares; absent: 1 / k", ParamValidators.gt(0));
            oversampling = new IntParam(
                    of, "oversampling", "directions kept beside as many as topics", ParamValidators.gtEq(0));
            powerIterations = new IntParam(of, "powerIterations", "steps of the range finder", ParamValidators.gtEq(0));
            distinct = new Param<>(
                    of,
                    "distinct",
                    "of equal documents of 20 words or more one is kept: on, or off",
                    ParamValidators.inArray(new String[] {"on", "off"}));
            kCheck = new Param<>(
                    of,
                    "kCheck",
                    "more topics than the documents support are refused: fail; or fitted all the same: warn",
                    ParamValidators.inArray(new String[] {"fail", "warn"}));
        }

        void defaults(Params of) {
            of.setDefault(k, 10);
            of.setDefault(maxIter, 5);
            of.setDefault(seed, 1L);
            of.setDefault(featuresCol, "features");
            of.setDefault(topicDistributionCol, "topicDistribution");
            of.setDefault(oversampling, 10);
            of.setDefault(powerIterations, 2);
            of.setDefault(distinct, "on");
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

    default LongParam seed() {
        return table().seed;
    }

    default Param<String> featuresCol() {
        return table().featuresCol;
    }

    default Param<String> topicDistributionCol() {
        return table().topicDistributionCol;
    }

    default Param<String> completionCol() {
        return table().completionCol;
    }

    default Param<String> weightCol() {
        return table().weightCol;
    }

    default DoubleArrayParam docConcentration() {
        return table().docConcentration;
    }

    default DoubleParam topicConcentration() {
        return table().topicConcentration;
    }

    default IntParam oversampling() {
        return table().oversampling;
    }

    default IntParam powerIterations() {
        return table().powerIterations;
    }

    default Param<String> distinct() {
        return table().distinct;
    }

    default Param<String> kCheck() {
        return table().kCheck;
    }
}
