package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Losses;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.LostExecutor;
import org.polyad.tensor.SparseTensor;
import picocli.CommandLine;

/** A tensor that was read from a table outlives what read it: an executor may die at any time afterwards. */
class LostExecutorInputTest {
    @TempDir
    Path folder;

    private JavaSparkContext context;

    @BeforeEach
    void session() {
        context = JavaSparkContext.fromSparkContext(TestFiles.session().sparkContext());
    }

    @CommandLine.Command
    private static final class Input {
        @CommandLine.Mixin
        private InputOptions options;
    }

    private Path data() throws Exception {
        StringBuilder text = new StringBuilder("who,whom,hour,n\n");
        for (int p = 0; p < 300; p++) {
            text.append("p" + p % 11 + ",q" + p * p % 7 + "," + p % 24 + "," + (1 + p % 3) + "\n");
        }
        StringBuilder towns = new StringBuilder("who,town\n");
        for (int p = 0; p < 11; p++) {
            towns.append("p" + p + ",t" + p % 4 + "\n");
        }
        TestFiles.write(folder.resolve("towns.csv"), towns.toString());
        return TestFiles.write(folder.resolve("t.csv"), text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--columns|who,whom,hour",
                "--columns|who,whom,hour|--confidence|2",
                "--columns|who,whom,hour + 1 as next|--where|hour > 3",
                "--columns|town,whom|--join|TOWNS using who",
            })
    void its_entries_are_computed_again(String options) throws Exception {
        Path data = data();
        String given = "--input|" + data + "|--value|n|" + options.replace("TOWNS", folder.resolve("towns.csv") + "");
        Input input = new Input();
        new CommandLine(input).parseArgs(given.split("\\|"));
        TensorInput reader = new TensorInput(input.options, new PrintWriter(new StringWriter()));
        try (DistributedTensor tensor =
                reader.read(context, Losses.poisson(), 3).tensor()) {
            SparseTensor before = tensor.collect();
            LostExecutor.loseAll(context);
            assertThat(tensor.collect()).usingRecursiveComparison().isEqualTo(before);
        }
        assertThat(context.getPersistentRDDs()).isEmpty();
    }
}
