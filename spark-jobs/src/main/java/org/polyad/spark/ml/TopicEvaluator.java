package org.polyad.spark.ml;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.polyad.InvalidInputException;
import org.polyad.spark.ml.columns.Schemas;

/**
 * How well topics complete documents, - mean log p of a word: for CrossValidator. The model must have written a {@code completionCol}.
 * Lower is better, and models of different numbers of topics compare.
 */
public final class TopicEvaluator extends Evaluator implements MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> featuresCol;
    private final Param<String> completionCol;

    public TopicEvaluator() {
        this(Identifiable$.MODULE$.randomUID("TopicEvaluator"));
    }

    public TopicEvaluator(String uid) {
        this.uid = uid;
        this.featuresCol = new Param<>(this, "featuresCol", "column of vectors that count words");
        this.completionCol = new Param<>(this, "completionCol", "column that the model wrote");
        setDefault(featuresCol, "features");
        setDefault(completionCol, "completion");
    }

    @Override
    public String uid() {
        return uid;
    }

    public Param<String> featuresCol() {
        return featuresCol;
    }

    public Param<String> completionCol() {
        return completionCol;
    }

    public TopicEvaluator setFeaturesCol(String value) {
        set(featuresCol, value);
        return this;
    }

    public TopicEvaluator setCompletionCol(String value) {
        set(completionCol, value);
        return this;
    }

    @Override
    public double evaluate(Dataset<?> dataset) {
        Schemas.checkNumbers(dataset.schema(), getOrDefault(completionCol));
        Column scored =
                functions.udf(new Scored(), DataTypes.DoubleType).apply(Schemas.column(getOrDefault(featuresCol)));
        Row sums = dataset.select(functions.sum(Schemas.column(getOrDefault(completionCol))), functions.sum(scored))
                .first();
        if (sums.isNullAt(0) || !(sums.getDouble(1) > 0)) {
            throw new InvalidInputException("no document has 2 words or more, so that there is nothing to score");
        }
        return -sums.getDouble(0) / sums.getDouble(1);
    }

    /** How many words of a document are scored: half of them. */
    private static final class Scored implements UDF1<Vector, Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double call(Vector document) {
            double words = 0;
            for (double count :
                    document == null ? new double[0] : document.toSparse().values()) {
                words += count;
            }
            return Math.floor(words / 2);
        }
    }

    @Override
    public boolean isLargerBetter() {
        return false;
    }

    @Override
    public TopicEvaluator copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<TopicEvaluator> read() {
        return new StageFiles.Reader<>(TopicEvaluator.class, (uid, folder, metadata) -> new TopicEvaluator(uid));
    }

    public static TopicEvaluator load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "TopicEvaluator: uid=" + uid;
    }
}
