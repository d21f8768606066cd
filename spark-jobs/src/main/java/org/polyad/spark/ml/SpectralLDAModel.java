package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.polyad.moments.DocumentCompletion;
import org.polyad.moments.TopTerms;
import org.polyad.moments.TopicBound;
import org.polyad.moments.TopicEstimate;
import org.polyad.moments.TopicFit;
import org.polyad.moments.TopicModel;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.spark.ml.moments.Completion;
import org.polyad.spark.ml.moments.TopicShares;
import org.polyad.store.TopicsStore;

/**
 * Topics of documents. {@link #transform} adds each document's topic shares. Methods are named as those of MLlib's LDA.
 *
 * <p>A saved model is a folder with the topics as Parquet ({@code topics}: index of the word, row of one number for each topic), and
 * with the compressed moments, from which other numbers of topics can be solved without the documents.
 */
public final class SpectralLDAModel extends Model<SpectralLDAModel> implements TopicParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Table table;
    private final transient TopicFit fit;
    private transient Broadcast<TopicModel> sent;

    SpectralLDAModel(String uid, TopicFit fit) {
        this.uid = uid;
        this.table = new Table(this);
        table.defaults(this);
        this.fit = fit;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Table table() {
        return table;
    }

    public SpectralLDAModel setFeaturesCol(String value) {
        set(featuresCol(), value);
        return this;
    }

    public SpectralLDAModel setCompletionCol(String value) {
        set(completionCol(), value);
        return this;
    }

    public SpectralLDAModel setTopicDistributionCol(String value) {
        set(topicDistributionCol(), value);
        return this;
    }

    /** The number of words. */
    public int vocabSize() {
        return fit.model().words();
    }

    /** The prior of topic shares. */
    public Vector estimatedDocConcentration() {
        return Vectors.dense(fit.model().alpha().clone());
    }

    /** Words x topics, not normalised: column r is the Dirichlet parameter of topic r's word shares. */
    public Matrix topicsMatrix() {
        return new DenseMatrix(
                vocabSize(), fit.model().topics(), fit.model().lambda().clone(), true);
    }

    public Dataset<Row> describeTopics() {
        return describeTopics(10);
    }

    /** The words of largest share of each topic: {@code topic, termIndices, termWeights}. */
    public Dataset<Row> describeTopics(int maxTermsPerTopic) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < fit.model().topics(); r++) {
            TopTerms terms = TopTerms.of(fit.model(), r, maxTermsPerTopic);
            rows.add(RowFactory.create(r, terms.indices(), terms.weights()));
        }
        return SparkSession.active()
                .createDataFrame(
                        rows, StructType.fromDDL("topic int, termIndices array<int>, termWeights array<double>"));
    }

    /**
     * How far the moments agree with the model: {@code name, topic, value}. For each topic {@code alpha} and {@code sum} (of its shares
     * before they were made to sum to 1), {@code eigenvalue} and {@code z} of the second moments' directions; for all together {@code
     * concentration}, {@code negativeMass}, {@code residual}, {@code supported} (how many topics the documents support).
     */
    public Dataset<Row> diagnostics() {
        TopicEstimate estimate = fit.estimate();
        List<Row> rows = new ArrayList<>();
        add(rows, "alpha", estimate.alpha());
        add(rows, "sum", estimate.sums());
        add(rows, "eigenvalue", estimate.eigenvalues());
        add(rows, "z", fit.moments().z());
        rows.add(RowFactory.create("concentration", null, estimate.concentration()));
        rows.add(RowFactory.create("negativeMass", null, estimate.negativeMass()));
        rows.add(RowFactory.create("residual", null, estimate.residual()));
        rows.add(RowFactory.create("supported", null, (double) fit.moments().supported()));
        return SparkSession.active().createDataFrame(rows, StructType.fromDDL("name string, topic int, value double"));
    }

    private static void add(List<Row> rows, String name, double[] values) {
        for (int r = 0; r < values.length; r++) {
            rows.add(RowFactory.create(name, r, values[r]));
        }
    }

    /** The variational lower bound of the log-likelihood, as MLlib's. */
    public double logLikelihood(Dataset<?> dataset) {
        return bound(dataset).logLikelihood();
    }

    /** - {@link #logLikelihood} / words; lower is better. */
    public double logPerplexity(Dataset<?> dataset) {
        return bound(dataset).logPerplexity();
    }

    private TopicBound.Bound bound(Dataset<?> dataset) {
        Documents.check(dataset.schema(), this);
        try (Documents documents = Documents.all(dataset, this, vocabSize())) {
            return documents.run(passes -> TopicBound.of(passes, fit.model()));
        }
    }

    /**
     * - mean log p of the words in a random half of each document, its topic shares taken from the other half; lower is better. Unlike
     * the bound it compares models of any number of topics.
     */
    public double completion(Dataset<?> dataset) {
        Documents.check(dataset.schema(), this);
        try (Documents documents = Documents.all(dataset, this, vocabSize())) {
            return documents
                    .run(passes -> DocumentCompletion.of(passes, fit.model(), (Long) getOrDefault(seed())))
                    .logPerplexity();
        }
    }

    TopicFit fit() {
        return fit;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Column document = Schemas.column(getOrDefault(featuresCol()));
        Broadcast<TopicModel> model = sent(dataset);
        Dataset<Row> more = dataset.withColumn(
                getOrDefault(topicDistributionCol()),
                functions.udf(new TopicShares(model), SQLDataTypes.VectorType()).apply(document));
        if (isDefined(completionCol())) {
            Completion completion = new Completion(model, (Long) getOrDefault(seed()));
            more = more.withColumn(
                    getOrDefault(completionCol()),
                    functions.udf(completion, DataTypes.DoubleType).apply(document));
        }
        return more;
    }

    private synchronized Broadcast<TopicModel> sent(Dataset<?> dataset) {
        if (sent == null) {
            sent = JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
                    .broadcast(fit.model());
        }
        return sent;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Documents.schema(schema, this);
    }

    @Override
    public SpectralLDAModel copy(ParamMap extra) {
        return copyValues(new SpectralLDAModel(uid, fit), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(
                this,
                (folder, conf, metadata) -> TopicsStore.write(new TopicsStore.Topics(fit, null), folder, conf, false));
    }

    public static MLReader<SpectralLDAModel> read() {
        return new StageFiles.Reader<>(
                SpectralLDAModel.class,
                (uid, folder, metadata) -> new SpectralLDAModel(
                        uid, TopicsStore.read(folder, metadata.conf()).fit()));
    }

    public static SpectralLDAModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "SpectralLDAModel: uid=" + uid + ", k=" + fit.model().topics() + ", vocabSize=" + vocabSize();
    }
}
