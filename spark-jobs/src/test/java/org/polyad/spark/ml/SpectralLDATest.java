package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.clustering.LDAModel;
import org.apache.spark.ml.clustering.LocalLDAModel;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.moments.PlantedDocuments;

class SpectralLDATest {
    private static SparkSession spark;
    private static Dataset<Row> documents;
    private static SpectralLDAModel model;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        spark = PlantedDocuments.session();
        documents = PlantedDocuments.dataset(spark, 3000, 30, 1).repartition(3).cache();
        model = new SpectralLDA().setK(3).fit(documents);
    }

    /** The planted topics: twenty words each; those drawn from all words are shares of all topics. */
    @Test
    void topics_are_found_and_described_as_mllib_describes_them() {
        assertThat(model.vocabSize()).isEqualTo(60);
        assertThat(model.topicsMatrix().numRows()).isEqualTo(60);
        assertThat(model.topicsMatrix().numCols()).isEqualTo(3);
        assertThat(model.estimatedDocConcentration().size()).isEqualTo(3);
        Dataset<Row> described = model.describeTopics(20);
        LDAModel theirs = new LDA().setK(3).setMaxIter(1).setSeed(1).fit(documents);
        assertThat(described.schema().fieldNames())
                .isEqualTo(theirs.describeTopics(20).schema().fieldNames());
        for (Row row : described.collectAsList()) {
            List<Integer> terms = row.getList(1);
            List<Double> weights = row.getList(2);
            int topic = terms.get(0) / 20;
            assertThat(terms).hasSize(20).allMatch(term -> term / 20 == topic);
            assertThat(weights).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(weights.stream().mapToDouble(w -> w).sum()).isGreaterThan(7.0 / 9);
        }
        assertThat(model.diagnostics().where("name = 'supported'").first().getDouble(2))
                .isEqualTo(3);
        assertThat(model.diagnostics().where("name = 'sum'").count()).isEqualTo(3);
    }

    @Test
    void shares_are_added_and_are_zeros_for_an_empty_document() {
        Dataset<Row> made = model.transform(documents.limit(50));
        assertThat(made.schema()).isEqualTo(model.transformSchema(documents.schema()));
        for (Row row : made.collectAsList()) {
            double sum = 0;
            for (double share : ((Vector) row.getAs("topicDistribution")).toArray()) {
                sum += share;
            }
            assertThat(sum).isEqualTo(1, within(1e-12));
        }
        Dataset<Row> empty = spark.createDataFrame(
                List.of(RowFactory.create(Vectors.zeros(60))),
                documents.select("features").schema());
        Vector shares = model.transform(empty).first().getAs("topicDistribution");
        assertThat(shares.toArray()).containsExactly(0, 0, 0);
    }

    /** MLlib's own model, with our topics put into its folder. */
    @Test
    void the_bound_is_that_of_mllib_for_the_same_topics() throws IOException {
        String place = temp.resolve("mllib").toString();
        new LDA().setK(3).setMaxIter(1).setSeed(1).fit(documents).write().save(place);
        StructType schema = spark.read().parquet(place + "/data").schema();
        assertThat(schema.fieldNames())
                .containsExactly("vocabSize", "topicsMatrix", "docConcentration", "topicConcentration", "gammaShape");
        Row ours = RowFactory.create(60, model.topicsMatrix(), model.estimatedDocConcentration(), 1.0 / 3, 100.0);
        spark.createDataFrame(List.of(ours), schema).write().mode("overwrite").parquet(place + "/data");
        LDAModel theirs = LocalLDAModel.load(place);
        assertThat(model.logPerplexity(documents)).isEqualTo(theirs.logPerplexity(documents), within(1e-4));
        assertThat(model.logLikelihood(documents)).isEqualTo(-model.logPerplexity(documents) * 3000 * 30, within(1e-3));
        for (Row row : model.transform(documents.limit(20))
                .join(
                        theirs.transform(documents)
                                .select("id", "topicDistribution")
                                .withColumnRenamed("topicDistribution", "other"),
                        "id")
                .collectAsList()) {
            assertThat(row.<Vector>getAs("topicDistribution").toArray())
                    .containsExactly(row.<Vector>getAs("other").toArray(), within(0.01));
        }
    }

    @Test
    void a_model_comes_back_from_its_folder() throws IOException {
        String place = temp.resolve("model").toString();
        model.write().save(place);
        SpectralLDAModel read = SpectralLDAModel.load(place);
        assertThat(read.uid()).isEqualTo(model.uid());
        assertThat(read.topicsMatrix()).isEqualTo(model.topicsMatrix());
        assertThat(read.diagnostics().collectAsList())
                .isEqualTo(model.diagnostics().collectAsList());
        assertThat(read.transform(documents).first())
                .isEqualTo(model.transform(documents).first());
        assertThat(spark.read().parquet(place + "/topics").count()).isEqualTo(60);
        assertThatThrownBy(() -> model.write().save(place)).hasMessageContaining("already exists");
        model.write().overwrite().save(place);
        assertThat(SpectralLDAModel.load(place).completion(documents)).isEqualTo(model.completion(documents));
        String estimator = temp.resolve("estimator").toString();
        SpectralLDA lda = new SpectralLDA().setK(7).setDocConcentration(0.2).setDistinct("off");
        lda.write().save(estimator);
        assertThat(SpectralLDA.load(estimator).extractParamMap().toSeq().size())
                .isEqualTo(lda.extractParamMap().toSeq().size());
        assertThat(SpectralLDA.load(estimator).getOrDefault(lda.distinct())).isEqualTo("off");
    }

    @Test
    void a_pipeline_counts_words_and_finds_topics() throws IOException {
        Dataset<Row> texts = documents
                .limit(1500)
                .select(
                        functions.expr("id").as("id"),
                        org.apache
                                .spark
                                .ml
                                .functions
                                .vector_to_array(functions.col("features"), "float64")
                                .as("counts"))
                .selectExpr(
                        "flatten(transform(counts, (c, i) -> array_repeat(concat('w', i), cast(c as int)))) as words");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new CountVectorizer().setInputCol("words").setOutputCol("features"),
            new SpectralLDA().setK(3).setMaxIter(1)
        });
        PipelineModel fitted = pipeline.fit(texts);
        fitted.write().save(temp.resolve("pipeline").toString());
        PipelineModel read = PipelineModel.load(temp.resolve("pipeline").toString());
        assertThat(read.transform(texts).first())
                .isEqualTo(fitted.transform(texts).first());
    }

    @Test
    void a_cross_validator_chooses_the_number_of_topics() {
        SpectralLDA lda = new SpectralLDA().setMaxIter(2).setCompletionCol("completion");
        CrossValidatorModel chosen = new CrossValidator()
                .setEstimator(lda)
                .setEvaluator(new TopicEvaluator())
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(lda.k(), new int[] {1, 3})
                        .build())
                .setNumFolds(2)
                .setSeed(1)
                .fit(documents);
        assertThat(((SpectralLDAModel) chosen.bestModel()).topicsMatrix().numCols())
                .isEqualTo(3);
        assertThat(new TopicEvaluator().evaluate(chosen.bestModel().transform(documents)))
                .isEqualTo(((SpectralLDAModel) chosen.bestModel()).completion(documents), within(1e-9));
    }

    @Test
    void the_same_topics_come_from_any_partitions() {
        SpectralLDAModel other =
                new SpectralLDA().setK(3).fit(documents.repartition(1).sort("id"));
        double[] expected = model.topicsMatrix().toArray();
        double[] found = other.topicsMatrix().toArray();
        for (int p = 0; p < expected.length; p++) {
            assertThat(found[p]).isEqualTo(expected[p], within(1e-6 * (1 + expected[p])));
        }
    }

    @Test
    void bad_input_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> new SpectralLDA().setK(9).fit(documents))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the documents support 3 topics, not 9");
        assertThat(new SpectralLDA()
                        .setK(4)
                        .setKCheck("warn")
                        .setMaxIter(1)
                        .fit(documents)
                        .topicsMatrix()
                        .numCols())
                .isEqualTo(4);
        Dataset<Row> taken = documents.withColumn("topicDistribution", functions.lit(1));
        assertThatThrownBy(() -> new SpectralLDA().setK(3).fit(taken))
                .hasMessage("the output column topicDistribution exists already");
        assertThatThrownBy(() -> new SpectralLDA().setFeaturesCol("id").fit(documents))
                .hasMessageContaining("column id should hold vectors of counts, but its type is int");
        assertThatThrownBy(() -> new SpectralLDA().setK(3).fit(documents.limit(0)))
                .hasMessage("there are no documents");
        Dataset<Row> weighted = documents.withColumn("weight", functions.lit(-1));
        assertThatThrownBy(
                        () -> new SpectralLDA().setK(3).setWeightCol("weight").fit(weighted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the weight of a document must be 0 or more, found -1.0");
        Dataset<Row> shares = model.transform(documents).select("topicDistribution");
        assertThatThrownBy(() -> new SpectralLDA()
                        .setFeaturesCol("topicDistribution")
                        .setTopicDistributionCol("other")
                        .setK(2)
                        .fit(shares))
                .hasMessageContaining("counts must be whole numbers from 0 to 16777216, but word 0 of a document has");
        assertThatThrownBy(() -> new SpectralLDA()
                        .setK(3)
                        .setDocConcentration(new double[] {1, 1})
                        .fit(documents))
                .hasMessageContaining("a prior of 3 topics needs as many numbers");
        assertThatThrownBy(() -> SpectralLDAModel.load(temp.toString())).hasMessageContaining("is no saved stage");
    }

    @Test
    void connect_finds_the_stages() {
        assertThat(ServiceLoader.load(Estimator.class).stream()
                        .map(found -> found.type().getName()))
                .contains(SpectralLDA.class.getName(), MomentGaussianMixture.class.getName());
    }

    @Test
    void params_are_copied_and_nothing_stays_cached() {
        int before = spark.sparkContext().getPersistentRDDs().size();
        SpectralLDA lda = new SpectralLDA().setK(2);
        assertThat(lda.copy(ParamMap.empty()).getOrDefault(lda.k())).isEqualTo(2);
        model.copy(ParamMap.empty()).logPerplexity(documents);
        new SpectralLDA().setK(3).setMaxIter(0).fit(documents);
        assertThat(spark.sparkContext().getPersistentRDDs().size()).isEqualTo(before);
    }
}
