package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
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

class MomentGaussianMixtureTest {
    private static final double[][] MEANS = {{4, 0, 0, 1}, {0, 4, 0, 1}, {-3, -3, 2, 1}};
    private static final double[] SIGMA = {0.5, 1, 0.8};

    private static SparkSession spark;
    private static Dataset<Row> samples;
    private static MomentGaussianMixtureModel model;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        spark = PlantedDocuments.session();
        Random random = new Random(1);
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < 4000; s++) {
            int h = s % 3;
            double[] x = MEANS[h].clone();
            for (int i = 0; i < 4; i++) {
                x[i] += SIGMA[h] * random.nextGaussian();
            }
            rows.add(RowFactory.create(h, Vectors.dense(x)));
        }
        samples = spark.createDataFrame(
                        rows, new StructType().add("h", "int").add("features", SQLDataTypes.VectorType()))
                .repartition(3)
                .cache();
        model = new MomentGaussianMixture().setK(3).fit(samples);
    }

    @Test
    void planted_components_are_found() {
        assertThat(Arrays.stream(model.weights()).sum()).isEqualTo(1, within(1e-12));
        for (int h = 0; h < 3; h++) {
            Vector mean = Vectors.dense(MEANS[h]);
            int found = model.predict(mean);
            assertThat(Vectors.sqdist(model.means()[found], mean)).isLessThan(0.01);
            assertThat(model.variances()[found]).isEqualTo(SIGMA[h] * SIGMA[h], within(0.05));
            assertThat(model.weights()[found]).isEqualTo(1.0 / 3, within(0.01));
        }
        Dataset<Row> made = model.transform(samples);
        assertThat(made.schema()).isEqualTo(model.transformSchema(samples.schema()));
        assertThat(made.groupBy("h", "prediction").count().where("count > 1000").count())
                .isEqualTo(3);
        Vector probabilities = made.first().getAs("probability");
        assertThat(Arrays.stream(probabilities.toArray()).sum()).isEqualTo(1, within(1e-12));
        assertThat(model.diagnostics().where("name = 'z' and value > 3").count())
                .isEqualTo(2);
    }

    @Test
    void it_says_what_mllib_says_of_the_same_samples() {
        GaussianMixtureModel theirs =
                new GaussianMixture().setK(3).setSeed(4).setMaxIter(30).fit(samples);
        assertThat(model.gaussiansDF().schema().fieldNames())
                .isEqualTo(theirs.gaussiansDF().schema().fieldNames());
        // Full covariances have 27 numbers more, which explain half a unit each; MLlib may end in another optimum.
        assertThat(model.logLikelihood(samples) * 4000)
                .isGreaterThan(theirs.summary().logLikelihood() - 40);
        assertThat(model.logLikelihood()).isEqualTo(model.logLikelihood(samples), within(1e-5));
    }

    @Test
    void a_model_comes_back_from_its_folder() throws IOException {
        String place = temp.resolve("model").toString();
        model.write().save(place);
        MomentGaussianMixtureModel read = MomentGaussianMixtureModel.load(place);
        assertThat(read.means()).isEqualTo(model.means());
        assertThat(read.variances()).isEqualTo(model.variances());
        assertThat(read.weights()).isEqualTo(model.weights());
        assertThat(read.transform(samples).first())
                .isEqualTo(model.transform(samples).first());
        assertThat(read.diagnostics().collectAsList())
                .isEqualTo(model.diagnostics().collectAsList());
        assertThatThrownBy(() -> SpectralLDAModel.load(place)).hasMessageContaining("not a");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new VectorAssembler().setInputCols(new String[] {"features"}).setOutputCol("same"),
            new MomentGaussianMixture().setK(3).setFeaturesCol("same")
        });
        PipelineModel fitted = pipeline.fit(samples);
        fitted.write().save(temp.resolve("pipeline").toString());
        assertThat(PipelineModel.load(temp.resolve("pipeline").toString())
                        .transform(samples)
                        .first())
                .isEqualTo(fitted.transform(samples).first());
    }

    @Test
    void bad_input_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> new MomentGaussianMixture().setK(4).fit(samples))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the samples support 3 components, not 4");
        assertThatThrownBy(() -> new MomentGaussianMixture().setK(5).fit(samples))
                .hasMessageContaining("5 components need 5 or more features, found 4");
        assertThatThrownBy(() -> new MomentGaussianMixture().setFeaturesCol("h").fit(samples))
                .hasMessageContaining("column h should hold vectors, but its type is int");
        Dataset<Row> taken = samples.withColumn("prediction", functions.lit(1));
        assertThatThrownBy(() -> model.transform(taken)).hasMessage("the output column prediction exists already");
        Dataset<Row> wide = spark.createDataFrame(
                List.of(
                        RowFactory.create(0, Vectors.dense(1, 2)),
                        RowFactory.create(0, Vectors.dense(1, 2, Double.NaN))),
                samples.schema());
        assertThatThrownBy(() -> new MomentGaussianMixture().setK(1).fit(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one vector has the size 3 and another 2");
        assertThatThrownBy(() -> new MomentGaussianMixture()
                        .setK(1)
                        .fit(wide.limit(1)
                                .union(wide.limit(1))
                                .union(spark.createDataFrame(
                                        List.of(RowFactory.create(0, Vectors.dense(1, Double.NaN))),
                                        samples.schema()))))
                .hasMessageContaining("feature 1 of a sample is NaN");
    }
}
