package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.polyad.ranking.ListMetric;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.spark.ml.evaluation.ListScore;
import org.polyad.spark.ml.evaluation.RankedLists;
import org.polyad.spark.ml.evaluation.ValueMetrics;

/**
 * Scores what a {@link GeneralizedCPModel} added to rows: {@code rmse}, {@code mae}, {@code deviance}, {@code logLoss} and {@code auc}
 * of values, or {@code precision}, {@code recall}, {@code map}, {@code ndcg} and {@code hitRate} of the lists of the best k items.
 *
 * <p>The latter need the estimator's {@code placeCol}: places are exact, among all items that a user has not in the training data, so
 * that nothing is sampled unless {@code negatives} asks for lists of the relevant items and so many others, as papers often have them;
 * that needs {@code candidatesCol} too. Users without a relevant row have no list. {@code deviance} needs {@code linkPredictionCol}. A row that
 * could not be predicted makes every metric NaN; {@code coldStartStrategy} drop leaves it out.
 */
public final class GeneralizedCPEvaluator extends Evaluator implements MLWritable {
    private static final long serialVersionUID = 1L;

    private static final List<String> OF_VALUES = List.of("rmse", "mae", "deviance", "logLoss", "auc");

    private final String uid;
    private final Param<String> metricName;
    private final Param<String> labelCol;
    private final Param<String> predictionCol;
    private final Param<String> linkPredictionCol;
    private final Param<String> placeCol;
    private final StringArrayParam listCols;
    private final Param<String> itemCol;
    private final DoubleParam relevantFrom;
    private final IntParam k;
    private final IntParam negatives;
    private final Param<String> candidatesCol;
    private final LongParam seed;
    private final Param<String> loss;

    public GeneralizedCPEvaluator() {
        this(Identifiable$.MODULE$.randomUID("GeneralizedCPEvaluator"));
    }

    public GeneralizedCPEvaluator(String uid) {
        this.uid = uid;
        this.metricName = new Param<>(
                this,
                "metricName",
                String.join(", ", OF_VALUES) + "; of lists: " + ListMetric.names(),
                name -> OF_VALUES.contains(name) || ListMetric.has(name));
        this.labelCol = new Param<>(this, "labelCol", "column of the values that are true");
        this.predictionCol = new Param<>(this, "predictionCol", "column of the predicted means");
        this.linkPredictionCol = new Param<>(this, "linkPredictionCol", "column of m, for the deviance");
        this.placeCol = new Param<>(this, "placeCol", "column of the items' places, for metrics of lists");
        this.listCols = new StringArrayParam(this, "listCols", "columns that say whose list a row belongs to");
        this.itemCol = new Param<>(this, "itemCol", "column of the items; an item counts once a list");
        this.relevantFrom = new DoubleParam(this, "relevantFrom", "the least value with which an item is relevant");
        this.k = new IntParam(this, "k", "length of the lists", ParamValidators.gtEq(1));
        this.negatives = new IntParam(
                this,
                "negatives",
                "lists are of the relevant items and so many others, drawn; 0: of all items",
                ParamValidators.gtEq(0));
        this.candidatesCol =
                new Param<>(this, "candidatesCol", "column of how many items a list is of, to draw negatives");
        this.seed = new LongParam(this, "seed", "of drawn negatives");
        this.loss = new Param<>(this, "loss", "of the deviance: gaussian, poisson, ...");
        setDefault(metricName, "rmse");
        setDefault(labelCol, "rating");
        setDefault(predictionCol, "prediction");
        setDefault(linkPredictionCol, "linkPrediction");
        setDefault(placeCol, "place");
        setDefault(listCols, new String[] {"user"});
        setDefault(itemCol, "item");
        setDefault(relevantFrom, Double.NEGATIVE_INFINITY);
        setDefault(k, 10);
        setDefault(negatives, 0);
        setDefault(candidatesCol, "candidates");
        setDefault(seed, 1L);
        setDefault(loss, "gaussian");
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public boolean isLargerBetter() {
        return !List.of("rmse", "mae", "deviance", "logLoss").contains(getOrDefault(metricName));
    }

    /** @throws IllegalArgumentException for a column that is missing or of another type */
    @Override
    public double evaluate(Dataset<?> dataset) {
        String metric = getOrDefault(metricName);
        Schemas.checkNumbers(dataset.schema(), getOrDefault(labelCol));
        return ListMetric.has(metric) ? ofLists(dataset, ListMetric.parse(metric)) : ofValues(dataset, metric);
    }

    private Column number(Dataset<?> dataset, Param<String> column) {
        Schemas.checkNumbers(dataset.schema(), getOrDefault(column));
        return Schemas.column(getOrDefault(column)).cast(DataTypes.DoubleType);
    }

    private double ofValues(Dataset<?> dataset, String metric) {
        String of = metric.equals("deviance") ? getOrDefault(linkPredictionCol) : getOrDefault(predictionCol);
        Schemas.checkNumbers(dataset.schema(), of);
        return new ValueMetrics(dataset, getOrDefault(labelCol), of, getOrDefault(loss)).value(metric);
    }

    private double ofLists(Dataset<?> dataset, ListMetric metric) {
        Column[] of = Arrays.stream(getOrDefault(listCols)).map(Schemas::column).toArray(Column[]::new);
        for (String column : getOrDefault(listCols)) {
            Schemas.checkLabels(dataset.schema(), column);
        }
        Schemas.checkLabels(dataset.schema(), getOrDefault(itemCol));
        ListScore score = new ListScore(metric, (Integer) getOrDefault(k), (Integer) getOrDefault(negatives));
        Column candidates = score.draws() ? number(dataset, candidatesCol) : functions.lit(0);
        Column item = Schemas.column(getOrDefault(itemCol));
        RankedLists lists = new RankedLists(of, item, number(dataset, placeCol), candidates);
        Dataset<?> relevant = dataset.filter(number(dataset, labelCol).geq((Double) getOrDefault(relevantFrom)));
        return ValueMetrics.one(lists.scores(relevant, score, (Long) getOrDefault(seed)), functions.avg("score"));
    }

    @Override
    public GeneralizedCPEvaluator copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<GeneralizedCPEvaluator> read() {
        return new StageFiles.Reader<>(
                GeneralizedCPEvaluator.class, (uid, folder, metadata) -> new GeneralizedCPEvaluator(uid));
    }

    public static GeneralizedCPEvaluator load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "GeneralizedCPEvaluator: uid=" + uid + ", metricName=" + getOrDefault(metricName) + ", negatives="
                + getOrDefault(negatives);
    }

    public Param<String> metricName() {
        return metricName;
    }

    public Param<String> labelCol() {
        return labelCol;
    }

    public Param<String> predictionCol() {
        return predictionCol;
    }

    public Param<String> linkPredictionCol() {
        return linkPredictionCol;
    }

    public Param<String> placeCol() {
        return placeCol;
    }

    public StringArrayParam listCols() {
        return listCols;
    }

    public Param<String> itemCol() {
        return itemCol;
    }

    public DoubleParam relevantFrom() {
        return relevantFrom;
    }

    public IntParam k() {
        return k;
    }

    public IntParam negatives() {
        return negatives;
    }

    public Param<String> candidatesCol() {
        return candidatesCol;
    }

    public LongParam seed() {
        return seed;
    }

    public Param<String> loss() {
        return loss;
    }

    public GeneralizedCPEvaluator setMetricName(String value) {
        set(metricName, value);
        return this;
    }

    public GeneralizedCPEvaluator setLabelCol(String value) {
        set(labelCol, value);
        return this;
    }

    public GeneralizedCPEvaluator setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    public GeneralizedCPEvaluator setLinkPredictionCol(String value) {
        set(linkPredictionCol, value);
        return this;
    }

    public GeneralizedCPEvaluator setPlaceCol(String value) {
        set(placeCol, value);
        return this;
    }

    public GeneralizedCPEvaluator setListCols(String[] value) {
        set(listCols, value);
        return this;
    }

    public GeneralizedCPEvaluator setItemCol(String value) {
        set(itemCol, value);
        return this;
    }

    public GeneralizedCPEvaluator setRelevantFrom(double value) {
        set(relevantFrom, value);
        return this;
    }

    public GeneralizedCPEvaluator setK(int value) {
        set(k, value);
        return this;
    }

    public GeneralizedCPEvaluator setNegatives(int value) {
        set(negatives, value);
        return this;
    }

    public GeneralizedCPEvaluator setCandidatesCol(String value) {
        set(candidatesCol, value);
        return this;
    }

    public GeneralizedCPEvaluator setSeed(long value) {
        set(seed, value);
        return this;
    }

    public GeneralizedCPEvaluator setLoss(String value) {
        set(loss, value);
        return this;
    }
}
