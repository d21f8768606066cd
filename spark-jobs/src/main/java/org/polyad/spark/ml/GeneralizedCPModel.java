package org.polyad.spark.ml;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;
import org.polyad.ranking.Places;
import org.polyad.ranking.SeenItems;
import org.polyad.solver.Trace;
import org.polyad.spark.LabelIndex;
import org.polyad.tensor.Ktensor;

/**
 * A fitted model. {@link #transform} adds the mean of the value for the labels of each row.
 *
 * <p>A saved model is a folder that the commands read too, with the factors as Parquet ({@code factors/mode=0}: index, label, row), for
 * which no Polyad is needed.
 */
public final class GeneralizedCPModel extends Model<GeneralizedCPModel> implements ModelParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Table modelTable;
    private final transient org.polyad.spark.Model stored;
    private final String[] types;
    private final transient SeenItems seen;
    private transient Broadcast<Scorer.Parts> sent;

    /**
     * @param types of the modes' columns, as Spark's DDL writes them
     * @param seen what the users of mode 0 had in the training data, for places; null: not known
     */
    GeneralizedCPModel(String uid, org.polyad.spark.Model stored, String[] types, SeenItems seen) {
        this.uid = uid;
        this.modelTable = new Table(this);
        modelTable.defaults(this);
        this.stored = stored;
        this.types = types;
        this.seen = seen;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Table modelTable() {
        return modelTable;
    }

    public GeneralizedCPModel setUserCol(String value) {
        set(userCol(), value);
        return this;
    }

    public GeneralizedCPModel setItemCol(String value) {
        set(itemCol(), value);
        return this;
    }

    public GeneralizedCPModel setPredictionCol(String value) {
        set(predictionCol(), value);
        return this;
    }

    public GeneralizedCPModel setLinkPredictionCol(String value) {
        set(linkPredictionCol(), value);
        return this;
    }

    public GeneralizedCPModel setPlaceCol(String value) {
        set(placeCol(), value);
        return this;
    }

    public GeneralizedCPModel setCandidatesCol(String value) {
        set(candidatesCol(), value);
        return this;
    }

    public GeneralizedCPModel setPlaceInContext(boolean value) {
        set(placeInContext(), value);
        return this;
    }

    public GeneralizedCPModel setColdStartStrategy(String value) {
        set(coldStartStrategy(), value);
        return this;
    }

    /** Of the components, those of the biases included. */
    public int numComponents() {
        return stored.ktensor().rank();
    }

    /** Factors and weights; rows are in the order of {@link #labels}. */
    public Ktensor ktensor() {
        return stored.ktensor();
    }

    /** The labels of a mode, by row. */
    public String[] labels(int mode) {
        return stored.labels()[mode].clone();
    }

    /** The penalised objective of each iteration. */
    public double[] objectiveHistory() {
        return stored.trace().stream().mapToDouble(Trace::total).toArray();
    }

    /** Why the fit ended. */
    public String stopReason() {
        return stored.info().stopReason();
    }

    org.polyad.spark.Model stored() {
        return stored;
    }

    String[] types() {
        return types;
    }

    /** The columns of rows like those that the model was fitted to. @param value null: each row counts 1 */
    InputColumns columns(String value) {
        DataType[] labels = new DataType[types.length];
        Arrays.setAll(labels, this::type);
        return new InputColumns(stored.info().modes().toArray(String[]::new), labels, value, null);
    }

    DataType type(int mode) {
        return DataType.fromDDL(types[mode]);
    }

    /** The mode with that column's name. @throws IllegalArgumentException when there is none */
    int mode(String column) {
        return stored.info().mode(column);
    }

    /** The best k items for users: in a context or averaged over it, without what they have; {@link TopK}. */
    public TopK topK(int k) {
        return new TopK(this, k);
    }

    /** As in ALS: the best items of the second mode for each row of the first, averaged over all others. */
    public Dataset<Row> recommendForAllUsers(int numItems) {
        return topK(numItems).forAll();
    }

    /** As in ALS. */
    public Dataset<Row> recommendForUserSubset(Dataset<?> users, int numItems) {
        return topK(numItems).forUsers(users);
    }

    /** As in ALS: the best users for each item. */
    public Dataset<Row> recommendForAllItems(int numUsers) {
        return swapped(numUsers).forAll();
    }

    /** As in ALS. */
    public Dataset<Row> recommendForItemSubset(Dataset<?> items, int numUsers) {
        return swapped(numUsers).forUsers(items);
    }

    private TopK swapped(int k) {
        String[] modes = stored.info().modes().toArray(String[]::new);
        return topK(k).users(modes[1]).items(modes[0]);
    }

    /**
     * The model with rows for labels that are new (or have new entries) in one mode, from their entries alone: nothing is fitted again,
     * and the other rows stay. Entries that name a label of another mode that the model has not are left out.
     *
     * @param column of the mode that gets rows
     * @param entries rows with the columns that the model was fitted to
     * @param valueColumn null: each row counts 1
     */
    public GeneralizedCPModel foldIn(String column, Dataset<?> entries, String valueColumn) {
        RowsFolder folder = new RowsFolder(this, mode(column));
        RowsFolder.Rows rows = folder.rows(entries, columns(valueColumn));
        GeneralizedCPModel more = new GeneralizedCPModel(uid, folder.with(rows), types, seen);
        return copyValues(more, ParamMap.empty()).setParent(parent());
    }

    /** How good the lists of the best k items are, against held-out rows; {@link TopKScores}. */
    public TopKScores scoreTopK(int k) {
        return new TopKScores(this, k);
    }

    /** The running session, as MLlib's models take it. */
    SparkSession session() {
        return SparkSession.active();
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        String[] modes = modes();
        Column[] labels = new Column[modes.length];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = Schemas.label(dataset.schema(), modes[n], type(n));
        }
        Column row = functions.struct(labels);
        String output = getOrDefault(predictionCol());
        Dataset<Row> predicted =
                dataset.withColumn(output, score(dataset, modes, false).apply(row));
        if (isDefined(linkPredictionCol())) {
            predicted = predicted.withColumn(
                    getOrDefault(linkPredictionCol()),
                    score(dataset, modes, true).apply(row));
        }
        if (isDefined(placeCol()) || isDefined(candidatesCol())) {
            Broadcast<Placer.Parts> parts = places(dataset);
            if (isDefined(placeCol())) {
                predicted = predicted.withColumn(
                        getOrDefault(placeCol()), place(parts, false).apply(row));
            }
            if (isDefined(candidatesCol())) {
                predicted = predicted.withColumn(
                        getOrDefault(candidatesCol()), place(parts, true).apply(row));
            }
        }
        boolean drop = getOrDefault(coldStartStrategy()).equals("drop");
        return drop ? predicted.filter(functions.not(functions.isnan(Schemas.column(output)))) : predicted;
    }

    private UserDefinedFunction score(Dataset<?> dataset, String[] modes, boolean link) {
        boolean fallback = getOrDefault(coldStartStrategy()).equals("fallback");
        return functions.udf(new Scorer(sent(dataset), modes, fallback, link), DataTypes.DoubleType);
    }

    private static UserDefinedFunction place(Broadcast<Placer.Parts> parts, boolean count) {
        return functions.udf(new Placer(parts, count), DataTypes.IntegerType);
    }

    private Broadcast<Placer.Parts> places(Dataset<?> dataset) {
        Places places = new Places(stored.ktensor(), 0, 1, (Boolean) getOrDefault(placeInContext()), seen);
        return context(dataset).broadcast(new Placer.Parts(new LabelIndex(stored.labels()), places));
    }

    private static JavaSparkContext context(Dataset<?> dataset) {
        return JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    }

    /** One for all of the model's uses; Spark's cleaner takes it when nothing holds it any more. */
    private synchronized Broadcast<Scorer.Parts> sent(Dataset<?> dataset) {
        if (sent == null) {
            sent = context(dataset).broadcast(new Scorer.Parts(stored));
        }
        return sent;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        String[] modes = modes();
        if (modes.length != types.length) {
            throw new InvalidInputException(
                    "the model has " + types.length + " modes, but modeCols names " + modes.length);
        }
        for (String mode : modes) {
            Schemas.checkLabels(schema, mode);
        }
        return Schemas.withPrediction(schema, this);
    }

    @Override
    public GeneralizedCPModel copy(ParamMap extra) {
        return copyValues(new GeneralizedCPModel(uid, stored, types, seen), extra)
                .setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, this);
    }

    public static MLReader<GeneralizedCPModel> read() {
        return new StageFiles.Reader<>(GeneralizedCPModel.class, StageFiles::model);
    }

    public static GeneralizedCPModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "GeneralizedCPModel: uid=" + uid + ", rank=" + numComponents() + ", order=" + types.length;
    }
}
