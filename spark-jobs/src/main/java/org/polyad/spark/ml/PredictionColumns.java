package org.polyad.spark.ml;

import java.util.BitSet;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.polyad.ranking.ListOptions;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.spark.ml.lists.ItemRank;
import org.polyad.spark.ml.lists.Scorer;

/**
 * The columns that {@link GeneralizedCPModel#transform} adds to a Dataset: the mean, and where the model's params name a column for it
 * the model's m, the item's rank in the user's list, and the length of that list.
 */
record PredictionColumns(GeneralizedCPModel model) {
    /** The schema with these columns. @throws IllegalArgumentException when one of them exists */
    static StructType schema(StructType schema, ModelParams params) {
        StructType more = Schemas.with(schema, params.getOrDefault(params.predictionCol()), DataTypes.DoubleType);
        if (params.isDefined(params.linkPredictionCol())) {
            more = Schemas.with(more, params.getOrDefault(params.linkPredictionCol()), DataTypes.DoubleType);
        }
        for (Param<String> column : List.of(params.placeCol(), params.candidatesCol())) {
            if (params.isDefined(column)) {
                more = Schemas.with(more, params.getOrDefault(column), DataTypes.IntegerType);
            }
        }
        return more;
    }

    Dataset<Row> add(Dataset<?> dataset) {
        String[] modes = model.modes();
        Column[] labels = new Column[modes.length];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = Schemas.label(dataset.schema(), modes[n], model.type(n));
        }
        Column row = functions.struct(labels);
        String output = model.getOrDefault(model.predictionCol());
        Dataset<Row> predicted =
                dataset.withColumn(output, score(dataset, modes, false).apply(row));
        if (model.isDefined(model.linkPredictionCol())) {
            predicted = predicted.withColumn(
                    model.getOrDefault(model.linkPredictionCol()),
                    score(dataset, modes, true).apply(row));
        }
        if (model.isDefined(model.placeCol())) {
            predicted = predicted.withColumn(
                    model.getOrDefault(model.placeCol()), place(dataset, false).apply(row));
        }
        if (model.isDefined(model.candidatesCol())) {
            predicted = predicted.withColumn(
                    model.getOrDefault(model.candidatesCol()), place(dataset, true).apply(row));
        }
        boolean drop = model.getOrDefault(model.coldStartStrategy()).equals("drop");
        return drop ? predicted.filter(functions.not(functions.isnan(Schemas.column(output)))) : predicted;
    }

    private UserDefinedFunction score(Dataset<?> dataset, String[] modes, boolean link) {
        boolean fallback = model.getOrDefault(model.coldStartStrategy()).equals("fallback");
        if (fallback && model.stored().entries() == null) {
            BitSet all = new BitSet();
            all.set(0, model.types().length);
            model.remark(all);
        }
        return functions.udf(new Scorer(model.sent(dataset.sparkSession()), modes, fallback, link), DataTypes.DoubleType);
    }

    private UserDefinedFunction place(Dataset<?> dataset, boolean count) {
        boolean inContext = (Boolean) model.getOrDefault(model.placeInContext());
        model.remark(ListOptions.of(0, 1, 1).inContext(inContext).openModes(model.types().length));
        return functions.udf(new ItemRank(model.sent(dataset.sparkSession()), inContext, count), DataTypes.IntegerType);
    }
}
