package org.polyad.spark.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.polyad.moments.TopicFit;
import org.polyad.moments.TopicOptions;

/**
 * Topics by the method of moments: pairs and triples of words of the same document determine the topics of a latent Dirichlet
 * allocation, without a random start, in a few passes; variational passes from there finish.
 *
 * <pre>
 * SpectralLDAModel model = new SpectralLDA().setK(20).fit(counts);
 * model.describeTopics(10).show(false);
 * </pre>
 *
 * <p>In place of MLlib's LDA it reads the same column of counts and has the same params and model methods. {@code maxIter} counts the
 * variational passes over all documents, of which a few suffice. Below 5 million different words of documents the driver's threads do
 * the work, above the executors.
 */
public final class SpectralLDA extends Estimator<SpectralLDAModel> implements TopicParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Table table;

    public SpectralLDA() {
        this(Identifiable$.MODULE$.randomUID("SpectralLDA"));
    }

    public SpectralLDA(String uid) {
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
     * @throws IllegalArgumentException for columns or counts that do not suit, and for more topics than the documents support: it says
     *     how many they do
     */
    @Override
    public SpectralLDAModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        try (Documents documents = Documents.of(dataset, this)) {
            TopicFit fit = documents.run(passes -> TopicFit.of(passes, documents.words(), options()));
            return copyValues(new SpectralLDAModel(uid, fit), ParamMap.empty()).setParent(this);
        }
    }

    private TopicOptions options() {
        int topics = (Integer) getOrDefault(k());
        TopicOptions options = TopicOptions.of(topics)
                .withPasses((Integer) getOrDefault(maxIter()))
                .withOversampling((Integer) getOrDefault(oversampling()))
                .withPowers((Integer) getOrDefault(powerIterations()))
                .withSupportedOnly(getOrDefault(kCheck()).equals("fail"))
                .withSeed((Long) getOrDefault(seed()));
        if (isDefined(topicConcentration())) {
            options = options.withEta((Double) getOrDefault(topicConcentration()));
        }
        if (isDefined(docConcentration())) {
            double[] prior = getOrDefault(docConcentration());
            options = prior.length == 1 ? options.withConcentration(topics * prior[0]) : options.withAlpha(prior);
        }
        return options;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Documents.schema(schema, this);
    }

    @Override
    public SpectralLDA copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<SpectralLDA> read() {
        return new StageFiles.Reader<>(SpectralLDA.class, (uid, folder, metadata) -> new SpectralLDA(uid));
    }

    public static SpectralLDA load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "SpectralLDA: uid=" + uid + ", k=" + getOrDefault(k());
    }

    public SpectralLDA setK(int value) {
        set(k(), value);
        return this;
    }

    public SpectralLDA setMaxIter(int value) {
        set(maxIter(), value);
        return this;
    }

    public SpectralLDA setSeed(long value) {
        set(seed(), value);
        return this;
    }

    public SpectralLDA setFeaturesCol(String value) {
        set(featuresCol(), value);
        return this;
    }

    public SpectralLDA setCompletionCol(String value) {
        set(completionCol(), value);
        return this;
    }

    public SpectralLDA setTopicDistributionCol(String value) {
        set(topicDistributionCol(), value);
        return this;
    }

    public SpectralLDA setWeightCol(String value) {
        set(weightCol(), value);
        return this;
    }

    public SpectralLDA setDocConcentration(double[] value) {
        set(docConcentration(), value);
        return this;
    }

    public SpectralLDA setDocConcentration(double value) {
        return setDocConcentration(new double[] {value});
    }

    public SpectralLDA setTopicConcentration(double value) {
        set(topicConcentration(), value);
        return this;
    }

    public SpectralLDA setOversampling(int value) {
        set(oversampling(), value);
        return this;
    }

    public SpectralLDA setPowerIterations(int value) {
        set(powerIterations(), value);
        return this;
    }

    public SpectralLDA setDistinct(String value) {
        set(distinct(), value);
        return this;
    }

    public SpectralLDA setKCheck(String value) {
        set(kCheck(), value);
        return this;
    }
}
