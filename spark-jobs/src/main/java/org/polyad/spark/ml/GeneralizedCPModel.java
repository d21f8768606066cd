package org.polyad.spark.ml;

import java.util.BitSet;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;
import org.polyad.model.cp.Ktensor;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.SeenItems;
import org.polyad.run.Trace;
import org.polyad.spark.ml.columns.ModelColumns;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.spark.ml.lists.ModelParts;
import org.polyad.spark.ml.lists.SentModel;
import org.polyad.store.LabelIndex;
import org.polyad.store.StoredModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fitted model. {@link #transform} adds the mean of the value for the labels of each row.
 *
 * <p>A saved model is a folder that the commands read too, with the factors as Parquet ({@code factors/mode=0}: index, label, row), for
 * which no Polyad is needed.
 */
public final class GeneralizedCPModel extends Model<GeneralizedCPModel> implements ModelParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(GeneralizedCPModel.class);

    private final String uid;
    private final Table modelTable;
    private final transient StoredModel stored;
    private final String[] types;
    private final transient SentModel sent;

    /** Never called: Spark Connect lists the classes that it may load as services, and Java has each service have this one. */
    public GeneralizedCPModel() {
        throw new UnsupportedOperationException("GeneralizedCP.fit makes a model, and load reads one");
    }

    /**
     * @param types of the modes' columns, as Spark's DDL writes them
     * @param seen what the users of mode 0 had in the training data, for places; null: not known
     */
    GeneralizedCPModel(String uid, StoredModel stored, String[] types, SeenItems seen) {
        this.uid = uid;
        this.modelTable = new Table(this);
        modelTable.defaults(this);
        this.stored = stored;
        this.types = types;
        this.sent = new SentModel(new ModelParts(new LabelIndex(stored.labels()), stored.means(), seen));
    }

    /** The same model for copies, which share what was sent. */
    private GeneralizedCPModel(GeneralizedCPModel other) {
        this.uid = other.uid;
        this.modelTable = new Table(this);
        modelTable.defaults(this);
        this.stored = other.stored;
        this.types = other.types;
        this.sent = other.sent;
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

    StoredModel stored() {
        return stored;
    }

    String[] types() {
        return types;
    }

    ModelMeans means() {
        return sent.parts().means();
    }

    ModelColumns columns() {
        return new ModelColumns(stored.info(), types);
    }

    DataType type(int mode) {
        return columns().type(mode);
    }

    /** The mode with that column's name. @throws IllegalArgumentException when there is none */
    int mode(String column) {
        return stored.info().mode(column);
    }

    /** The model where tasks are; sent once, however often it is asked for. */
    Broadcast<ModelParts> sent(SparkSession session) {
        return sent.to(session.sparkContext());
    }

    /** Warns of averages that are estimates, or not weighted. @param open the modes that they are over */
    void remark(BitSet open) {
        means().remarks(open, stored.info().modes()).forEach(LOG::warn);
    }

    /**
     * Lets executors drop their copies of the model. It is sent to them once, at the first use by {@link #transform}, {@link #topK} or the
     * like, and stays there for all later uses by this model and its copies. Datasets that were made before can still be evaluated: the model
     * is then sent again. Without this call Spark's cleaner drops the copies once neither the model nor a Dataset made by it is
     * reachable.
     */
    public void unpersist() {
        sent.unpersist();
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
        RowsFolder.Rows rows = folder.rows(entries, columns().input(valueColumn));
        GeneralizedCPModel more = new GeneralizedCPModel(
                uid, folder.with(rows), types, sent.parts().seen());
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
        return new PredictionColumns(this).add(dataset);
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
        return PredictionColumns.schema(schema, this);
    }

    @Override
    public GeneralizedCPModel copy(ParamMap extra) {
        return copyValues(new GeneralizedCPModel(this), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, StageFiles.content(this));
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
