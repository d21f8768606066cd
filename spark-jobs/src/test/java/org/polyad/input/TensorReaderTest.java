package org.polyad.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.InvalidInputException;
import org.polyad.jobs.TestFiles;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.report.ModeKind;
import org.polyad.report.Report;
import org.polyad.run.FitListener;
import org.polyad.run.FitState;
import org.polyad.solver.GcpResult;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.SparkGcp;
import org.polyad.store.Checkpoint;
import org.polyad.store.ModelStore;
import org.polyad.store.StoredModel;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;

/** Programs that use Spark and Polyad as a library. */
class TensorReaderTest {
    @TempDir
    Path temp;

    private final JavaSparkContext context =
            JavaSparkContext.fromSparkContext(TestFiles.session().sparkContext());
    private String trips;
    private String zones;

    @BeforeEach
    void files() throws IOException {
        trips = Files.writeString(temp.resolve("trips.csv"), """
                        location,pickup,fare
                        7,2024-05-01 08:10:00,9.5
                        9,2024-05-01 17:45:00,11
                        7,2024-05-02 08:30:00,10
                        8,2024-05-02 17:05:00,-3
                        8,2024-05-02 08:05:00,7
                        """).toString();
        zones = Files.writeString(temp.resolve("zones.csv"), "id,borough\n7,Queens\n8,Bronx\n9,Queens\n")
                .toString();
    }

    private TensorReader counts(TensorReader reader) {
        return reader.columns("borough", "hour(pickup) as hour")
                .where("fare > 0")
                .join(zones + " on location = id");
    }

    private void check(SparseTensor tensor, String[][] labels) {
        assertThat(labels[0]).containsExactly("Bronx", "Queens");
        assertThat(labels[1]).containsExactly("8", "17");
        double[][] cells = new double[2][2];
        for (int p = 0; p < tensor.entries(); p++) {
            cells[tensor.subscripts(0)[p]][tensor.subscripts(1)[p]] = tensor.values()[p];
        }
        assertThat(cells).isDeepEqualTo(new double[][] {{1, 0}, {2, 1}});
    }

    @Test
    void a_program_reads_labels_expressions_conditions_and_joins_from_files() throws IOException {
        LabelledTensor local = counts(TensorReader.of(trips)).read(Losses.poisson());
        check(local.tensor(), local.labels());
        assertThat(local.modeNames()).containsExactly("borough", "hour");
        TensorInput.Distributed there = counts(TensorReader.of(trips)).distribute(context, Losses.poisson(), 3);
        try (DistributedTensor tensor = there.tensor()) {
            check(tensor.collect(), there.labels());
        }
    }

    @Test
    void a_table_that_the_program_has_is_read_like_its_file() throws IOException {
        Dataset<Row> rows = SparkSession.active()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(trips);
        rows.createOrReplaceTempView("trips_of_a_program");
        Dataset<Row> view = rows.sparkSession().table("trips_of_a_program");
        LabelledTensor local = counts(TensorReader.of(view)).read(Losses.poisson());
        check(local.tensor(), local.labels());
        TensorInput.Distributed there = counts(TensorReader.of(view)).distribute(context, Losses.poisson(), 3);
        try (DistributedTensor tensor = there.tensor()) {
            check(tensor.collect(), there.labels());
        }
        assertThatThrownBy(
                        () -> TensorReader.of(view).columns("location", "pick").read(null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the Dataset has no column pick")
                .hasMessageContaining("did you mean pickup?");
    }

    @Test
    void values_and_duplicates_are_set_as_on_the_command_line() throws IOException {
        LabelledTensor mean = TensorReader.of(trips)
                .columns("location", "hour(pickup) as hour")
                .value("fare")
                .duplicates(Duplicates.MEAN)
                .read(Losses.parse("gaussian"));
        assertThat(mean.tensor().values()).contains(9.75);
        assertThatThrownBy(() -> TensorReader.of(trips)
                        .columns("location", "hour(pickup) as hour")
                        .value("fare")
                        .read(Losses.parse("gaussian")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("trips.csv:2");
    }

    @Test
    void a_program_reads_fits_resumes_and_reports() throws IOException {
        Configuration conf = context.hadoopConfiguration();
        org.apache.hadoop.fs.Path states =
                new org.apache.hadoop.fs.Path(temp.resolve("states").toUri());
        org.apache.hadoop.fs.Path folder =
                new org.apache.hadoop.fs.Path(temp.resolve("model").toUri());
        GcpOptions options =
                GcpOptions.of(2).loss(Losses.poisson()).unlisted(Unlisted.ZERO).build();
        // README
        TensorInput.Distributed data = TensorReader.of(trips)
                .columns("borough", "hour(pickup) as hour")
                .where("fare > 0")
                .join(zones + " on location = id")
                .distribute(context, options.loss(), 0);
        try (DistributedTensor tensor = data.tensor()) {
            Checkpoint checkpoint = new Checkpoint(states, conf);
            Checkpoint.Saved saved = checkpoint.load();
            FitListener saving = new FitListener() {
                @Override
                public int checkpointEvery() {
                    return 5;
                }

                @Override
                public void checkpoint(FitState state) {
                    try {
                        checkpoint.save(new Checkpoint.Saved(state, Map.of(), "trips"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
            GcpResult result = SparkGcp.fit(data.tensor(), options, saving, saved == null ? null : saved.state());
            StoredModel model =
                    StoredModel.of(result, options, List.of(data.modeNames()), data.labels(), Map.of("rank", 2));
            ModelStore.write(model, folder, conf, true);
            checkpoint.delete();
            ModeKind[] kinds = ModeKind.of(model, List.of("hour"), List.of(), List.of());
            String page = new Report("trips").model(model, kinds, 10, 0).html();
            // README
            assertThat(page).contains("Queens");
            StoredModel back = ModelStore.read(folder, conf);
            assertThat(back.labels()[0]).containsExactly("Bronx", "Queens");
            assertThat(back.ktensor().sum()).isCloseTo(4, within(1e-6));
        }
    }

    @Test
    void the_readme_shows_that_program() throws IOException {
        String[] source = Files.readString(Path.of("src/test/java/org/polyad/input/TensorReaderTest.java"))
                .split("            // README\n|        // README\n");
        String readme = Files.readString(Path.of("README.md"));
        for (String line : source[1].split("\n")) {
            assertThat(readme).contains(line.strip());
        }
    }
}
