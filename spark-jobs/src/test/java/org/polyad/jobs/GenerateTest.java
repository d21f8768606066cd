package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.input.TensorInput;
import org.polyad.input.source.InputOptions;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.solver.Gcp;
import org.polyad.store.StoredModel;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.text.TnsReader;

class GenerateTest {
    @TempDir
    Path folder;

    private Run generate(String output, Object... more) {
        Object[] args = new Object[9 + more.length];
        Object[] first = {
            "generate", "--output", folder.resolve(output), "--dims", "30,40,20", "--rank", "3", "--nnz", "40000"
        };
        System.arraycopy(first, 0, args, 0, 9);
        System.arraycopy(more, 0, args, 9, more.length);
        return Run.polyad(args);
    }

    private SparseTensor tns(String name) throws Exception {
        return TnsReader.read(Files.newInputStream(folder.resolve(name)), name, Duplicates.ERROR);
    }

    @Test
    void what_was_planted_is_found() throws Exception {
        assertThat(generate("t.tns", "--truth", folder.resolve("truth")).err()).isEmpty();
        SparseTensor tensor = tns("t.tns");
        StoredModel truth = Run.read(folder.resolve("truth"));
        assertThat(tensor.shape()).isEqualTo(truth.ktensor().shape());
        assertThat(truth.info().loss()).isEqualTo("poisson");
        assertThat(truth.info().unlisted()).isEqualTo("zero");
        double events = 0;
        for (double x : tensor.values()) {
            events += x;
        }
        assertThat(events).isEqualTo(40_000);
        double rate = 0;
        for (double each : truth.ktensor().lambda()) {
            rate += each;
        }
        assertThat(rate).isCloseTo(40_000, within(1e-6));
        GcpOptions options = GcpOptions.of(3)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .starts(3)
                .tolerance(1e-8)
                .build();
        assertThat(Gcp.fit(tensor, options, 2).model().score(truth.ktensor())).isGreaterThan(0.99);
    }

    @Test
    void threads_and_compression_do_not_matter() throws Exception {
        generate("one.tns", "--threads", "1");
        generate("three.tns.gz", "--threads", "3");
        List<String> lines;
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(folder.resolve("three.tns.gz")))))) {
            lines = in.lines().toList();
        }
        assertThat(lines).isEqualTo(Files.readAllLines(folder.resolve("one.tns")));
    }

    @ParameterizedTest
    @CsvSource({
        "--kind, count, 30x40x20, 40000, 3",
        "--kind, binary, 60x50x40, 5000, 2",
        "--kind, real, 30x40x20, 3000, 3", // chosen from all cells
        "--kind, rating, 3000x400x200, 3000, 4", // from those drawn, too many
        "--loss, gamma, 100x400x200, 100000, 1" // in several rounds
    })
    void spark_makes_the_same_to_the_byte(String option, String value, String dims, int nnz, int partitions)
            throws Exception {
        TestFiles.session();
        Object[] args = {
            "generate", "--output", folder.resolve("t.tns.gz"), "--dims", dims, "--rank", 3, "--nnz", nnz, option, value
        };
        assertThat(Run.polyad(args).code()).isZero();
        Object[] more = java.util.Arrays.copyOf(args, args.length + 4);
        more[2] = folder.resolve("s.tns.gz");
        System.arraycopy(new Object[] {"--engine", "spark", "--partitions", partitions}, 0, more, args.length, 4);
        Run run = Run.polyad(more);
        assertThat(run.code()).as(run.err()).isZero();
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < partitions; k++) {
            text.append(unpacked(folder.resolve("s.tns.gz/part-0000" + k + ".tns.gz")));
        }
        assertThat(text.toString()).isEqualTo(unpacked(folder.resolve("t.tns.gz")));
        assertThat(folder.resolve("s.tns.gz").toFile().list())
                .hasSize(partitions + 1)
                .contains("_SUCCESS");
        assertThat(run.out()).contains(text.toString().lines().count() + " listed entries");
        assertThat(Run.polyad(more).err()).contains("exists already").hasLineCount(1);
    }

    private static String unpacked(Path file) throws Exception {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.csv", "t.parquet"})
    void tables_read_back_as_the_same_tensor(String name) throws Exception {
        generate("t.tns");
        generate(name);
        InputOptions options = new InputOptions();
        options.input = folder.resolve(name).toString();
        options.columns = List.of("mode0", "mode1", "mode2");
        options.value = "value";
        options.indices = true;
        options.indexBase = 1;
        options.badLines = "fail";
        if (name.endsWith(".parquet")) {
            TestFiles.session();
        }
        SparseTensor read = new TensorInput(options, null).read(null).tensor();
        SparseTensor expected = tns("t.tns");
        assertThat(read.values()).isEqualTo(expected.values());
        for (int n = 0; n < 3; n++) {
            assertThat(read.subscripts(n)).isEqualTo(expected.subscripts(n));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--kind, binary, bernoulli-odds, zero",
        "--kind, real, gaussian, missing",
        "--kind, rating, gaussian, missing",
        "--loss, poisson-log, poisson-log, missing",
        "--loss, negative-binomial(k=3), negative-binomial(k=3), missing"
    })
    void the_truth_says_how_to_fit(String option, String value, String loss, String unlisted) throws Exception {
        Run run = generate("t.tns", option, value, "--nnz", "3000", "--truth", folder.resolve("truth"));
        // picocli takes an option once.
        assertThat(run.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        Run.polyad(
                "generate",
                "--output",
                folder.resolve("t.tns"),
                "--dims",
                "30x40x20",
                "--rank",
                "2",
                "--nnz",
                "3000",
                option,
                value,
                "--truth",
                folder.resolve("truth"));
        StoredModel truth = Run.read(folder.resolve("truth"));
        assertThat(truth.info().loss()).isEqualTo(loss);
        assertThat(truth.info().unlisted()).isEqualTo(unlisted);
    }

    @Test
    void an_existing_file_is_kept() throws Exception {
        generate("t.tns");
        byte[] before = Files.readAllBytes(folder.resolve("t.tns"));
        Run again = generate("t.tns", "--seed", "2");
        assertThat(again.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(again.err())
                .startsWith("polyad: ")
                .contains("exists already")
                .hasLineCount(1);
        assertThat(Files.readAllBytes(folder.resolve("t.tns"))).isEqualTo(before);
        assertThat(generate("t.tns", "--seed", "2", "--overwrite").code()).isEqualTo(ExitCodes.DONE);
        assertThat(Files.readAllBytes(folder.resolve("t.tns"))).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "t.txt, --seed, 1, must end in .tns",
        "t.tns, --kind, counts, kind must be count",
        "t.tns, --loss, gauss, unknown loss",
        "t.tns, --skew, -1, skew must be",
        "t.tns, --noise, NaN, noise must be",
        "t.tns, --index-base, 2, --index-base must be 0 or 1",
        "t.tns, --threads, 0, --threads must be 1 or more",
        "t.tns, --engine, diesel, --engine must be local or spark",
        "t.tns, --partitions, 0, --partitions must be 1 or more"
    })
    void wrong_options_are_one_line(String output, String option, String value, String says) throws Exception {
        Run run = generate(output, option, value);
        assertThat(run.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err()).startsWith("polyad: ").contains(says).hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }
}
