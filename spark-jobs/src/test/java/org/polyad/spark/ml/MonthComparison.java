package org.polyad.spark.ml;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.polyad.ranking.ListMetric;
import org.polyad.ranking.ListScores;

/**
 * Whether the month, as a third mode, says more of MovieLens's ratings; prints a line for each fit. Run its main with the folder of
 * movielens-small-ratings.csv.gz.
 */
public final class MonthComparison {
    private final Dataset<Row> train;
    private final Dataset<Row> test;

    private MonthComparison(Dataset<Row> ratings) {
        this.train = ratings.where("fold > 0").cache();
        this.test = ratings.where("fold = 0").cache();
    }

    public static void main(String[] arguments) {
        SparkSession spark = AlsComparison.session();
        MonthComparison comparison = new MonthComparison(AlsComparison.ratings(spark, arguments[0]));
        comparison.errors();
        comparison.penalties();
        comparison.choice();
        spark.stop();
    }

    /** The error without and with the month or the year, under several penalties. */
    private void errors() {
        String[] pair = {"user", "item"};
        for (boolean biases : new boolean[] {false, true}) {
            for (String time : new String[] {"", "month", "year"}) {
                for (double reg : new double[] {0.03, 0.06, 0.1, 0.2, 0.4}) {
                    String[] modes = time.isEmpty() ? pair : new String[] {"user", "item", time};
                    String by = "count";
                    GeneralizedCP cp = new GeneralizedCP()
                            .setModeCols(modes)
                            .setValueCol("rating")
                            .setUnlisted("missing")
                            .setRank(16)
                            .setBiases(biases)
                            .setRegParam(reg)
                            .setRegularizationBy(by)
                            .setMaxIter(60)
                            .setColdStartStrategy("drop");
                    GeneralizedCPModel model = cp.fit(train);
                    AlsComparison.say(
                            "%s%s, regularization %s by %s: train %.4f, test %.4f",
                            String.join(" x ", modes),
                            biases ? " + biases" : "",
                            reg,
                            by,
                            AlsComparison.rmse(model.transform(train)),
                            AlsComparison.rmse(model.transform(test)));
                }
            }
        }
    }

    /** What users choose to rate: zeros observed, lists for each user in the month of the rating. */
    private void choice() {
        for (double ofMonth : new double[] {0, 0.01, 0.1, 1}) {
            boolean pair = ofMonth == 0;
            GeneralizedCP cp = new GeneralizedCP()
                    .setModeCols(pair ? new String[] {"user", "item"} : new String[] {"user", "item", "month"})
                    .setImplicitPrefs(true)
                    .setAlpha(10)
                    .setRank(16)
                    .setRegParams(pair ? new double[] {0.01, 0.01} : new double[] {0.01, 0.01, ofMonth})
                    .setMaxIter(40);
            GeneralizedCPModel model = cp.fit(train);
            for (boolean inContext : new boolean[] {false, true}) {
                TopKScores lists = model.scoreTopK(10).excluding(train);
                ListScores scores = (inContext ? lists.inContext() : lists).on(test, null);
                AlsComparison.say(
                        "choice, %s, lists %s: ndcg@10 %.4f, precision@10 %.4f (%d lists)",
                        pair ? "no month" : "month, penalty " + ofMonth,
                        inContext ? "in the month" : "averaged",
                        scores.values().get(ListMetric.NDCG),
                        scores.values().get(ListMetric.PRECISION),
                        scores.lists());
            }
        }
    }

    /** Whether the month says more under a stronger penalty of its own, or for lists. */
    private void penalties() {
        for (boolean biases : new boolean[] {false, true}) {
            for (double ofMonth : new double[] {0, 0.1, 1, 10}) {
                boolean pair = ofMonth == 0;
                GeneralizedCP cp = new GeneralizedCP()
                        .setModeCols(pair ? new String[] {"user", "item"} : new String[] {"user", "item", "month"})
                        .setValueCol("rating")
                        .setUnlisted("missing")
                        .setRank(8)
                        .setBiases(biases)
                        .setRegParams(pair ? new double[] {0.1, 0.1} : new double[] {0.1, 0.1, ofMonth})
                        .setMaxIter(40);
                GeneralizedCPModel model = cp.fit(train);
                AlsComparison.say(
                        "%s%s: %s",
                        pair ? "no month" : "month, penalty " + ofMonth,
                        biases ? ", biases" : "",
                        AlsComparison.quality(model, train, test, 4));
            }
        }
    }
}
