package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.DenseMatrix;
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
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;
import org.polyad.moments.MixtureModel;
import org.polyad.moments.SphericalEm;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.store.MixtureStore;

/** A mixture of spherical Gaussians. {@link #transform} adds each sample's most probable component, and the probabilities of all. */
public final class MomentGaussianMixtureModel extends Model<MomentGaussianMixtureModel>
        implements MixtureParams, MLWritable {
    private static final long serialVersionUID = 1L;

    /** Features from which on covariances are no longer written out as matrices. */
    private static final int DENSE = 1000;

    private final String uid;
    private final Table table;
    private final transient MixtureStore.Mixture mixture;
    private transient Broadcast<MixtureModel> sent;

    MomentGaussianMixtureModel(String uid, MixtureStore.Mixture mixture) {
        this.uid = uid;
        this.table = new Table(this);
        table.defaults(this);
        this.mixture = mixture;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Table table() {
        return table;
    }

    /** Of the components; they sum to 1. */
    public double[] weights() {
        return mixture.model().weights();
    }

    /** One for each component. */
    public Vector[] means() {
        double[] means = mixture.model().means();
        int d = mixture.model().features();
        Vector[] rows = new Vector[mixture.model().components()];
        Arrays.setAll(rows, r -> Vectors.dense(Arrays.copyOfRange(means, r * d, (r + 1) * d)));
        return rows;
    }

    /** Of each feature, by component. */
    public double[] variances() {
        return mixture.model().variances();
    }

    /**
     * As MLlib's: {@code mean, cov}, a row for each component.
     *
     * @throws IllegalArgumentException for more than 1,000 features, whose covariances are {@link #variances} on the diagonal
     */
    public Dataset<Row> gaussiansDF() {
        int d = mixture.model().features();
        if (d > DENSE) {
            throw new InvalidInputException(
                    "covariances of " + d + " features are not written out; variances() has all that is in" + " them");
        }
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < weights().length; r++) {
            double[] diagonal = new double[d * d];
            for (int i = 0; i < d; i++) {
                diagonal[i * d + i] = variances()[r];
            }
            rows.add(RowFactory.create(means()[r], new DenseMatrix(d, d, diagonal)));
        }
        StructType schema =
                new StructType().add("mean", SQLDataTypes.VectorType()).add("cov", SQLDataTypes.MatrixType());
        return SparkSession.active().createDataFrame(rows, schema);
    }

    /** The most probable component. */
    public int predict(Vector features) {
        return predictProbability(features).argmax();
    }

    public Vector predictProbability(Vector features) {
        return Probabilities.of(mixture.model(), features);
    }

    /** A sample, of the training data. */
    public double logLikelihood() {
        return mixture.logLikelihood();
    }

    /** The mean log-likelihood of a sample of other data. */
    public double logLikelihood(Dataset<?> dataset) {
        Samples.check(dataset.schema(), this);
        try (Samples samples = Samples.of(dataset, this)) {
            if (samples.features() != mixture.model().features()) {
                throw new InvalidInputException("the model has "
                        + mixture.model().features() + " features, but a vector has the size " + samples.features());
            }
            return samples.run(passes -> SphericalEm.logLikelihood(passes, mixture.model()));
        }
    }

    /**
     * How far the moments agree with the model: {@code name, direction, value}. {@code z} of the leading directions (excess variance by
     * its standard error; components are supported while it is above 3); {@code weightSum} of the weights before they were made to sum
     * to 1; {@code residual} of the third moments; {@code steps} of expectation maximisation.
     */
    public Dataset<Row> diagnostics() {
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < mixture.z().length; c++) {
            rows.add(RowFactory.create("z", c, mixture.z()[c]));
        }
        rows.add(RowFactory.create("weightSum", null, mixture.weightSum()));
        rows.add(RowFactory.create("residual", null, mixture.residual()));
        rows.add(RowFactory.create("steps", null, (double) mixture.steps()));
        return SparkSession.active()
                .createDataFrame(rows, StructType.fromDDL("name string, direction int, value double"));
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Column features = Schemas.column(getOrDefault(featuresCol()));
        Column probability = Schemas.column(getOrDefault(probabilityCol()));
        return dataset.withColumn(
                        getOrDefault(probabilityCol()),
                        functions
                                .udf(new Probabilities(sent(dataset)), SQLDataTypes.VectorType())
                                .apply(features))
                .withColumn(
                        getOrDefault(predictionCol()),
                        functions
                                .udf((UDF1<Vector, Integer>) p -> p == null ? null : p.argmax(), DataTypes.IntegerType)
                                .apply(probability));
    }

    private synchronized Broadcast<MixtureModel> sent(Dataset<?> dataset) {
        if (sent == null) {
            sent = JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
                    .broadcast(mixture.model());
        }
        return sent;
    }

    /** The probabilities of the components given a sample. */
    private static final class Probabilities implements UDF1<Vector, Vector> {
        private static final long serialVersionUID = 1L;

        private final Broadcast<MixtureModel> sent;

        Probabilities(Broadcast<MixtureModel> sent) {
            this.sent = sent;
        }

        @Override
        public Vector call(Vector features) {
            return features == null ? null : of(sent.value(), features);
        }

        static Vector of(MixtureModel model, Vector features) {
            if (features.size() != model.features()) {
                throw new InvalidInputException("the model has " + model.features()
                        + " features, but a vector has the size " + features.size());
            }
            double[] probabilities = new double[model.components()];
            model.logDensity(features.toArray(), 0, probabilities);
            return Vectors.dense(probabilities);
        }
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Samples.schema(schema, this);
    }

    @Override
    public MomentGaussianMixtureModel copy(ParamMap extra) {
        return copyValues(new MomentGaussianMixtureModel(uid, mixture), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(
                this, (folder, conf, metadata) -> MixtureStore.write(mixture, folder, conf, false));
    }

    public static MLReader<MomentGaussianMixtureModel> read() {
        return new StageFiles.Reader<>(
                MomentGaussianMixtureModel.class,
                (uid, folder, metadata) ->
                        new MomentGaussianMixtureModel(uid, MixtureStore.read(folder, metadata.conf())));
    }

    public static MomentGaussianMixtureModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "MomentGaussianMixtureModel: uid=" + uid + ", k="
                + mixture.model().components() + ", numFeatures="
                + mixture.model().features();
    }

    public MomentGaussianMixtureModel setFeaturesCol(String value) {
        set(featuresCol(), value);
        return this;
    }

    public MomentGaussianMixtureModel setPredictionCol(String value) {
        set(predictionCol(), value);
        return this;
    }

    public MomentGaussianMixtureModel setProbabilityCol(String value) {
        set(probabilityCol(), value);
        return this;
    }
}
