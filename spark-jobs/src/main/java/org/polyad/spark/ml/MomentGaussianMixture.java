package org.polyad.spark.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.polyad.moments.MixtureFit;
import org.polyad.store.MixtureStore;

/**
 * A mixture of spherical Gaussians by the method of moments: the first three moments of the samples determine the components' weights,
 * means and variances, without a random start, in three passes; a few steps of expectation maximisation finish.
 *
 * <pre>
 * MomentGaussianMixtureModel model = new MomentGaussianMixture().setK(4).fit(samples);
 * Dataset&lt;Row&gt; clusters = model.transform(samples);
 * </pre>
 *
 * <p>In place of MLlib's GaussianMixture it has the same columns, params and model methods. Components have one variance for all
 * features: where they are stretched along some, MLlib's has full covariances. Up to 2,000 features, at least as many as components.
 */
public final class MomentGaussianMixture extends Estimator<MomentGaussianMixtureModel>
        implements MixtureParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Table table;

    public MomentGaussianMixture() {
        this(Identifiable$.MODULE$.randomUID("MomentGaussianMixture"));
    }

    public MomentGaussianMixture(String uid) {
        this.uid = uid;
        this.table = new Table(this);
        table.defaults(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Table table() {
        return table;
    }

    /**
     * @throws IllegalArgumentException for columns or numbers that do not suit, and for more components than the samples support: it
     *     says how many they do
     */
    @Override
    public MomentGaussianMixtureModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        MixtureFit.Options options = new MixtureFit.Options(
                (Integer) getOrDefault(k()),
                getOrDefault(covarianceType()).equals("equal"),
                (Integer) getOrDefault(maxIter()),
                (Double) getOrDefault(tol()),
                getOrDefault(kCheck()).equals("fail"),
                (Long) getOrDefault(seed()));
        try (Samples samples = Samples.of(dataset, this)) {
            MixtureFit fit = samples.run(passes -> MixtureFit.of(passes, samples.features(), options));
            MixtureStore.Mixture mixture = new MixtureStore.Mixture(
                    fit.model(),
                    fit.logLikelihood(),
                    fit.steps(),
                    fit.moments().z(),
                    fit.estimate().weightSum(),
                    fit.estimate().residual());
            return copyValues(new MomentGaussianMixtureModel(uid, mixture), ParamMap.empty())
                    .setParent(this);
        }
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Samples.schema(schema, this);
    }

    @Override
    public MomentGaussianMixture copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<MomentGaussianMixture> read() {
        return new StageFiles.Reader<>(
                MomentGaussianMixture.class, (uid, folder, metadata) -> new MomentGaussianMixture(uid));
    }

    public static MomentGaussianMixture load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "MomentGaussianMixture: uid=" + uid + ", k=" + getOrDefault(k());
    }

    public MomentGaussianMixture setK(int value) {
        set(k(), value);
        return this;
    }

    public MomentGaussianMixture setMaxIter(int value) {
        set(maxIter(), value);
        return this;
    }

    public MomentGaussianMixture setTol(double value) {
        set(tol(), value);
        return this;
    }

    public MomentGaussianMixture setSeed(long value) {
        set(seed(), value);
        return this;
    }

    public MomentGaussianMixture setFeaturesCol(String value) {
        set(featuresCol(), value);
        return this;
    }

    public MomentGaussianMixture setPredictionCol(String value) {
        set(predictionCol(), value);
        return this;
    }

    public MomentGaussianMixture setProbabilityCol(String value) {
        set(probabilityCol(), value);
        return this;
    }

    public MomentGaussianMixture setWeightCol(String value) {
        set(weightCol(), value);
        return this;
    }

    public MomentGaussianMixture setCovarianceType(String value) {
        set(covarianceType(), value);
        return this;
    }

    public MomentGaussianMixture setKCheck(String value) {
        set(kCheck(), value);
        return this;
    }
}
