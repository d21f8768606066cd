package org.polyad.spark.ml;

import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;

/**
 * Metrics of rows with a value and what was predicted for it: NaN where a row was not predicted, and of no rows.
 *
 * @param label the column of the values, a number
 * @param prediction the column of the predictions, a number; for {@code deviance} the model's m
 * @param loss whose deviance
 */
record ValueMetrics(Dataset<?> rows, String label, String prediction, String loss) {
    /** @param metric rmse, mae, deviance, logLoss or auc */
    double value(String metric) {
        Column x = Schemas.column(label).cast(DataTypes.DoubleType);
        Column found = Schemas.column(prediction).cast(DataTypes.DoubleType);
        return switch (metric) {
            case "rmse" -> Math.sqrt(one(rows, functions.avg(functions.pow(error(x, found), 2))));
            case "mae" -> one(rows, functions.avg(functions.abs(error(x, found))));
            case "deviance" -> one(rows, functions.sum(call(new ValueScore(loss, prediction), x, found)));
            case "logLoss" -> one(rows, functions.avg(call(new ValueScore(null, label), x, found)));
            default -> area(rows.select(x.as("label"), found.as("rawPrediction")));
        };
    }

    /** NaN of nulls, which a mean would leave out. */
    private static Column error(Column x, Column found) {
        return functions.coalesce(x.minus(found), functions.lit(Double.NaN));
    }

    private static Column call(ValueScore score, Column x, Column found) {
        return functions.udf(score, DataTypes.DoubleType).apply(x, found);
    }

    /** An aggregate's number; NaN of no rows. */
    static double one(Dataset<?> rows, Column aggregate) {
        Row row = rows.agg(aggregate).first();
        return row.isNullAt(0) ? Double.NaN : row.getDouble(0);
    }

    /** By Spark's own, which counts ties half when it does not bin. */
    private double area(Dataset<Row> pairs) {
        Column nan = functions.isnan(functions.col("rawPrediction"));
        if (!pairs.filter(nan).isEmpty() || pairs.select("label").distinct().count() < 2) {
            return Double.NaN;
        }
        for (Row row : pairs.select("label").distinct().takeAsList(3)) {
            if (!Domain.BINARY.contains(row.getDouble(0))) {
                throw new InvalidInputException(
                        "auc needs labels 0 and 1, but column " + label + " has " + row.getDouble(0));
            }
        }
        return new BinaryClassificationEvaluator().setNumBins(0).evaluate(pairs);
    }
}
