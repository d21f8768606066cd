package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.sampling.Holdout;
import org.polyad.spark.Model;
import org.polyad.spark.ModelStore;
import org.polyad.spark.StartRows;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.TnsReader;
import picocli.CommandLine;

class FitCommandTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeCounts() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        for (int p = 0; p < 300; p++) {
            text.append(String.format(
                    "%d %d %d %d%n",
                    1 + random.nextInt(9), 1 + random.nextInt(8), 1 + random.nextInt(7), 1 + random.nextInt(4)));
        }
        data = TestFiles.write(folder.resolve("counts.tns.gz"), text.toString());
    }

    private Running fit(Path model, Object... more) {
        List<Object> args = new ArrayList<>(List.of("fit", "--input", data, "--output", model, "--rank", 3));
        args.addAll(List.of("--loss", "poisson", "--unlisted", "zero", "--tolerance", 0));
        args.addAll(List.of(more));
        return Running.of(args.toArray());
    }

    private static Model read(Path model) throws IOException {
        return ModelStore.read(new org.apache.hadoop.fs.Path(model.toUri()), new Configuration());
    }

    private static void assertSameBits(Model a, Model b) {
        assertThat(a.ktensor().lambda()).isEqualTo(b.ktensor().lambda());
        for (int n = 0; n < a.ktensor().order(); n++) {
            assertThat(a.ktensor().factor(n)).isEqualTo(b.ktensor().factor(n));
        }
    }

    @Test
    void progress_for_programs_is_the_trace_as_it_grows() throws IOException {
        Path model = folder.resolve("model");
        Running run = fit(model, "--max-iterations", 4, "--log-json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(run.err().lines())
                .hasSize(4)
                .containsExactlyElementsOf(Files.readAllLines(model.resolve("trace.jsonl")));
    }

    @Test
    void a_model_is_written_and_its_figures_printed() throws IOException {
        Path model = folder.resolve("model");
        Running run = fit(model, "--max-iterations", 4, "--json", "--starts", 2);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("iterations").asInt()).isEqualTo(4);
        assertThat(json.get("stopReason").asText()).isEqualTo("max-iterations");
        assertThat(json.get("startObjectives").size()).isEqualTo(2);
        Model read = read(model);
        assertThat(read.info().objective()).isEqualTo(json.get("objective").asDouble());
        assertThat(read.info().options()).containsEntry("max-iterations", 4).containsEntry("checkpoint-every", 10);
        assertThat(read.trace()).hasSize(4);
        assertThat(run.err()).contains("start 2 of 2, seed 2", "iteration 4, objective ");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("counts.tns.gz", "model");
        }
    }

    /** The number of a row's cells that were fitted to: merged duplicates once, those set aside not. */
    @Test
    void a_model_says_how_many_entries_each_row_had() throws IOException {
        TestFiles.session();
        try (var in = new GZIPInputStream(Files.newInputStream(data))) {
            checkEntries(TnsReader.read(in, "counts", Duplicates.SUM));
        }
    }

    private void checkEntries(SparseTensor cells) throws IOException {
        for (String engine : List.of("local", "spark")) {
            for (String method : List.of("newton", "adam")) {
                Path whole = folder.resolve("whole" + engine + method);
                Running all = fit(whole, "--max-iterations", 1, "--engine", engine, "--method", method);
                assertThat(all.code()).as(all.err()).isEqualTo(ExitCodes.DONE);
                for (int n = 0; n < 3; n++) {
                    assertThat(read(whole).entries()[n]).isEqualTo(cells.sliceCounts(n));
                }
                Path held = folder.resolve("held" + engine + method);
                Running run =
                        fit(held, "--max-iterations", 1, "--engine", engine, "--method", method, "--holdout", 0.3);
                assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
                Holdout aside = new Holdout(1, 0.3);
                long[][] kept = new long[3][];
                Arrays.setAll(kept, n -> new long[cells.shape().size(n)]);
                for (int p = 0; p < cells.entries(); p++) {
                    int[] subscript = cells.subscript(p);
                    for (int n = 0; n < 3 && !aside.setsAside(cells, p); n++) {
                        kept[n][subscript[n]]++;
                    }
                }
                assertThat(read(held).entries()).isDeepEqualTo(kept);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3000, stationary, yes, at most", "4, max-iterations, no, above"})
    void lbfgsb_says_whether_it_ended_at_a_stationary_point(int most, String reason, String answer, String than)
            throws IOException {
        Path model = folder.resolve("model");
        Running run = fit(model, "--method", "lbfgsb", "--max-iterations", most);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out())
                .containsPattern("iterations +[0-9]+, " + reason)
                .containsPattern("stationary +" + answer + ", the projected gradient [0-9.e-]+ is " + than + " 1e-06");
        assertThat(read(model).info().stopReason()).isEqualTo(reason);
        assertThat(read(model).info().options()).containsEntry("stationary", answer.equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton", "lbfgsb", "adam --epoch-iterations 20 --max-fails 9", "sgd --polish 2"})
    void resumed_equals_unbroken_bit_for_bit(String method) throws IOException {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        Object[] options = with(("--method " + method).split(" "), "--max-iterations", 5, "--starts", 2);
        assertThat(fit(whole, options).code()).isEqualTo(ExitCodes.DONE);
        int breaks = 0;
        Running run = fit(broken, with(options, "--time-limit", 1e-9));
        while (run.code() == ExitCodes.UNFINISHED && breaks++ < 20) {
            assertThat(run.err()).contains("polyad: the time limit of 1.0E-9 s", "--resume");
            assertThat(folder.resolve("broken.checkpoint")).isDirectory();
            run = breaks % 3 == 0
                    ? fit(broken, with(options, "--resume"))
                    : fit(broken, with(options, "--resume", "--time-limit", 1e-9));
        }
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(breaks).isPositive();
        assertThat(folder.resolve("broken.checkpoint")).doesNotExist();
        assertSameBits(read(broken), read(whole));
        boolean drawn = method.startsWith("adam") || method.startsWith("sgd");
        assertThat(read(whole).info().options().get("rounds") instanceof Map<?, ?> rounds
                        && (int) rounds.get("tau") > 0
                        && rounds.get("formula").toString().contains("sqrt(g / 0.01)"))
                .isEqualTo(drawn);
    }

    private static Object[] with(Object[] options, Object... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray();
    }

    @Test
    void resuming_with_other_options_or_data_is_an_error() throws IOException {
        Path model = folder.resolve("model");
        assertThat(fit(model, "--time-limit", 1e-9).code()).isEqualTo(ExitCodes.UNFINISHED);
        assertThat(fit(model, "--resume", "--seed", 2).err())
                .contains("polyad: --resume needs the options of the fit that was broken off, but --seed was 1 and is"
                        + " now 2");
        TestFiles.write(data, "1 1 1 1\n2 2 2 2\n");
        Running other = fit(model, "--resume", "--max-iterations", 7);
        assertThat(other.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(other.err()).contains("polyad: --resume needs the data of the fit that was broken off");
    }

    @Test
    void a_damaged_state_is_passed_over() throws IOException {
        Path model = folder.resolve("model");
        fit(model, "--time-limit", 1e-9);
        fit(model, "--time-limit", 1e-9, "--resume");
        Path newest = folder.resolve("model.checkpoint/state-2");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        Running run = fit(model, "--resume", "--max-iterations", 3);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(run.err()).contains("state-2 is damaged", "iteration 1\n");
    }

    @Test
    void nothing_to_resume() {
        assertThat(fit(folder.resolve("model"), "--resume", "--max-iterations", 1)
                        .err())
                .contains("nothing to resume in ", ": starting afresh");
    }

    @Test
    void spark_and_local_give_the_same_model() throws IOException {
        TestFiles.session();
        Path local = folder.resolve("local");
        Path spark = folder.resolve("spark");
        fit(local, "--max-iterations", 5, "--engine", "local", "--threads", 2);
        Running run = fit(spark, "--max-iterations", 5, "--engine", "spark", "--partitions", 3);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(run.out()).contains("spark");
        assertSameBits(read(spark), read(local));
    }

    @Test
    void a_wrong_entry_is_named_by_its_line_in_spark_too() throws IOException {
        TestFiles.session();
        TestFiles.write(data, "1 1 1 1\n2 2 2 -2\n");
        assertThat(fit(folder.resolve("model"), "--engine", "spark").err())
                .isEqualTo("polyad: loss poisson needs a whole number x >= 0, but entry [2, 2, 2] is -2.0 (" + data
                        + ":2)\n");
    }

    @Test
    void labels_are_kept() throws IOException {
        data = TestFiles.write(folder.resolve("t.csv"), "who,what,n\nbob,tea,2\nann,rum,1\n");
        Path model = folder.resolve("model");
        Running run = fit(model, "--columns", "who,what", "--value", "n", "--max-iterations", 2);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(read(model).labels()).isDeepEqualTo(new String[][] {{"ann", "bob"}, {"rum", "tea"}});
        assertThat(read(model).info().modes()).containsExactly("who", "what");
    }

    @Test
    void dense_data_need_no_unlisted_and_a_model_can_be_started_from() throws IOException {
        data = TestFiles.write(folder.resolve("dense.tns"), "1 1 1.5\n1 2 2\n2 1 -3\n2 2 1\n");
        Path model = folder.resolve("model");
        Running first = Running.of("fit", "--input", data, "--output", model, "--rank", 1);
        assertThat(first.code()).as(first.err()).isEqualTo(ExitCodes.DONE);
        assertThat(first.out()).contains("every cell is listed", "fit ");
        Running second =
                Running.of("fit", "--input", data, "--output", folder.resolve("m2"), "--rank", 1, "--init", model);
        assertThat(second.code()).as(second.err()).isEqualTo(ExitCodes.DONE);
    }

    /** Ratings of the people by films, of rank 2. */
    private Path ratings(String name, int people) throws IOException {
        StringBuilder text = new StringBuilder("who,film,stars\n");
        for (int i = 0; i < people; i++) {
            for (int j = 0; j < 12; j++) {
                if ((7 * i + 5 * j) % 3 > 0) {
                    double stars = 3 + Math.sin(i) * Math.cos(j) + 0.05 * Math.sin(17 * i + 13 * j);
                    // the last one comes first in order
                    text.append(i == 19 ? "aaa" : "p" + i)
                            .append(",f")
                            .append(j)
                            .append(',')
                            .append(stars)
                            .append('\n');
                }
            }
        }
        return TestFiles.write(folder.resolve(name), text.toString());
    }

    private Running fitRatings(Path input, String model, Object... more) {
        List<Object> args =
                new ArrayList<>(List.of("fit", "--input", input, "--output", folder.resolve(model), "--rank", 2));
        args.addAll(List.of("--columns", "who,film", "--value", "stars", "--unlisted", "missing", "--json"));
        args.addAll(List.of("--regularization", "1e-3", "--tolerance", 1e-7));
        args.addAll(List.of(more));
        return Running.of(args.toArray());
    }

    @Test
    void a_warm_start_keeps_the_rows_of_labels_that_are_known() throws IOException {
        assertThat(fitRatings(ratings("old.csv", 19), "old", "--max-iterations", 300)
                        .code())
                .isZero();
        Path grown = ratings("new.csv", 20);
        Model old = read(folder.resolve("old"));
        String[][] labels = {old.labels()[0].clone(), old.labels()[1]};
        labels[0][4] = "aaa";
        StartRows rows = StartRows.of(old, labels, old.ktensor().shape());
        assertThat(rows.fresh()).isEqualTo(1);
        FactorMatrix factor = old.ktensor().factor(0);
        assertThat(rows.ktensor().factor(0).at(3, 1)).isEqualTo(factor.at(3, 1));
        assertThat(rows.ktensor().factor(0).at(4, 1)).isEqualTo(factor.meanRow()[1]);
        Running warm = fitRatings(grown, "warm", "--init", folder.resolve("old"));
        assertThat(warm.code()).as(warm.err()).isEqualTo(ExitCodes.DONE);
        assertThat(warm.err()).contains("1 of 20 rows of who are new and start from the mean row");
        Model model = read(folder.resolve("warm"));
        // a new label in front moves all rows; what the old ones are worth is there in the first sweep
        double end = model.info().objective();
        assertThat(model.trace().get(0).objective()).isLessThan(2 * end);
        assertThat(model.labels()[0][0]).isEqualTo("aaa");
        Running cold = fitRatings(grown, "cold", "--max-iterations", 1);
        assertThat(cold.code()).isZero();
        assertThat(read(folder.resolve("cold")).info().objective()).isGreaterThan(10 * end);
    }

    @Test
    void a_warm_start_from_what_does_not_go_with_the_data_is_refused() throws IOException {
        assertThat(fitRatings(ratings("old.csv", 19), "old", "--max-iterations", 2)
                        .code())
                .isZero();
        Path others = TestFiles.write(folder.resolve("others.csv"), "who,film,stars\nx,f1,2\ny,f2,3\n");
        Running unknown = fitRatings(others, "m", "--init", folder.resolve("old"));
        assertThat(unknown.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(unknown.err()).contains("old: the model knows none of the labels of mode who, among them 'x'");
        assertThat(folder.resolve("m")).doesNotExist();
        Running order = fit(folder.resolve("m"), "--init", folder.resolve("old"));
        assertThat(order.err()).contains("the model has order 2, but the data have 3");
    }

    @Test
    void implicit_feedback_needs_zeros_and_sums_what_is_listed_twice() throws IOException {
        Path plays =
                TestFiles.write(folder.resolve("plays.csv"), "who,song,plays\na,x,1\na,x,2\nb,y,1\nb,z,4\nc,z,0\n");
        Object[] command = {"fit", "--input", plays, "--columns", "who,song", "--value", "plays", "--rank", 1};
        List<Object> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--confidence", 3, "--json", "--output", folder.resolve("m"), "--unlisted", "zero"));
        for (String engine : List.of("local", "spark")) {
            args.set(args.indexOf("--json") + 2, folder.resolve(engine));
            List<Object> one = new ArrayList<>(args);
            one.addAll(List.of("--engine", engine, "--partitions", 1));
            Running run = Running.of(one.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            double[][] plain = {{3, 0, 0}, {0, 1, 4}, {0, 0, 0}};
            Ktensor model = read(folder.resolve(engine)).ktensor();
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double error = (plain[i][j] > 0 ? 1 : 0) - model.valueAt(i, j);
                    sum += (1 + 3 * plain[i][j]) * error * error;
                }
            }
            assertThat(read(folder.resolve(engine)).info().objective()).isCloseTo(sum, within(1e-9 * sum));
        }
        Running logit = Running.of(more(args, "--loss", "bernoulli-logit", "--regularization", 0.1, "--overwrite"));
        assertThat(logit.code()).as(logit.err()).isZero();
        args.set(args.indexOf("zero"), "missing");
        Running missing = Running.of(more(args, "--overwrite"));
        assertThat(missing.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(missing.err()).contains("--confidence needs --unlisted zero");
    }

    private static Object[] more(List<Object> args, Object... words) {
        List<Object> all = new ArrayList<>(args);
        all.addAll(List.of(words));
        return all.toArray();
    }

    @Test
    void the_command_line_wins_over_the_file() throws IOException {
        Path config = folder.resolve("fit.conf");
        Files.writeString(
                config, "# counts\nmax-iterations = 3\nloss = poisson  # of trips\n--seed=5\nnonnegative = true\n");
        Path model = folder.resolve("model");
        Running run = Running.of(
                "fit",
                "@" + config,
                "--input",
                data,
                "--output",
                model,
                "--rank",
                2,
                "--unlisted",
                "zero",
                "--max-iterations",
                2);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(read(model).info().options())
                .containsEntry("max-iterations", 2)
                .containsEntry("seed", 5)
                .containsEntry("loss", "poisson")
                .containsEntry("nonnegative", true);
    }

    @Test
    void an_unknown_name_in_a_file_is_an_error() throws IOException {
        Path config = folder.resolve("fit.conf");
        Files.writeString(config, "\nmax-iteration = 3\n");
        Running run = fit(folder.resolve("model"), "--config", config);
        assertThat(run.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err())
                .isEqualTo("polyad: " + config + ":2: unknown option max-iteration; did you mean max-iterations?\n");
    }

    static List<Path> configurations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../conf"))) {
            return files.filter(file -> file.getFileName().toString().matches("fit-.*\\.conf"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void the_files_in_conf_parse(Path file) {
        CommandLine.ParseResult parsed = Polyad.commandLine()
                .parseArgs("fit", "@" + file, "--input", "in.tns", "--output", "out", "--rank", "2");
        assertThat(parsed.subcommand().matchedOptions()).hasSizeGreaterThan(4);
    }
}
