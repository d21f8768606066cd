package org.polyad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.solver.FoldIn;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** The examples of core/README.md: each is here, word for word, and runs. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** Two groups of stations, one busy in the morning, one in the evening. */
    private static int[][] trips() {
        List<int[]> trips = new ArrayList<>();
        for (int station = 0; station < 6; station++) {
            for (int day = 0; day < 5; day++) {
                for (int k = 0; k <= station % 3 + day; k++) {
                    trips.add(new int[] {station, station < 3 ? 8 : 18, day});
                }
            }
        }
        return trips.toArray(int[][]::new);
    }

    @Test
    void a_fit() {
        int[][] trips = trips();

        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int[] trip : trips) { // {station, hour, day}
            builder.add(trip, 1);
        }
        SparseTensor counts = builder.build(Duplicates.SUM);

        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .seed(7)
                .build();
        GcpResult result = Gcp.fit(counts, options, 2); // 2 threads: they do not change the result
        Ktensor model = result.model();

        double expected = options.loss().mean(model.valueAt(4, 18, 2));
        double deviance = Evaluation.of(model, options.loss(), counts, null, EvaluationOptions.of(Unlisted.ZERO))
                .values()
                .get(Metric.DEVIANCE);

        assertThat(expected).isBetween(3.0, 5.0);
        assertThat(deviance).isBetween(0.0, 10.0);
        new_rows(model, result, options);
    }

    private static void new_rows(Ktensor model, GcpResult result, GcpOptions options) {
        SparseTensor fresh = SparseTensor.builder(3)
                .add(new int[] {0, 8, 0}, 3)
                .add(new int[] {0, 8, 4}, 7)
                .build(Shape.of(1, 19, 5), Duplicates.ERROR); // one new station, with the hours and days of the model
        FactorMatrix row = new FoldIn(model, result.scales(), options).rows(fresh, 0, 1);

        int morning = model.factor(1).at(8, 0) > 0.5 ? 0 : 1;
        assertThat(row.at(0, morning)).isGreaterThan(100 * row.at(0, 1 - morning));
    }

    /** f(x, m) = log cosh((m - x) / scale): quadratic near x, linear far from it. */
    record LogCosh(double scale) implements Loss {
        @Override
        public String name() {
            return "log-cosh(scale=" + scale + ")";
        }

        @Override
        public double value(double x, double m) {
            return Math.log(Math.cosh((m - x) / scale));
        }

        @Override
        public double derivative(double x, double m) {
            return Math.tanh((m - x) / scale) / scale;
        }

        @Override
        public double curvature(double x, double m) {
            double t = Math.tanh((m - x) / scale);
            return (1 - t * t) / (scale * scale);
        }

        @Override
        public double mean(double m) {
            return m;
        }

        @Override
        public Domain domain() {
            return Domain.REAL;
        }
    }

    @Test
    void a_loss_of_ones_own() {
        SparseTensorBuilder builder = SparseTensor.builder(2);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 6; j++) {
                builder.add(new int[] {i, j}, i == 2 && j == 3 ? 50 : (1 + i) * (2 - j) / 4.0);
            }
        }
        SparseTensor measured = builder.build(Duplicates.ERROR);

        GcpOptions options = GcpOptions.of(1)
                .loss(new LogCosh(0.1))
                .unlisted(Unlisted.MISSING)
                .maxIterations(500)
                .tolerance(1e-9)
                .build();
        Ktensor model = Gcp.fit(measured, options, 2).model();

        assertThat(model.valueAt(2, 3)).as("the outlier is not followed").isBetween(-1.5, 0.0);
    }

    @Test
    void examples_of_the_readme_are_those_that_run_here() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String here = squeezed(Files.readString(Path.of("src/test/java/org/polyad/ReadmeTest.java")));
        Matcher examples = EXAMPLE.matcher(readme);
        int found = 0;
        while (examples.find()) {
            assertThat(here).contains(squeezed(examples.group(1)));
            found++;
        }
        assertThat(found).isEqualTo(4);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void the_map_of_the_readme_has_every_package() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Path root = Path.of("src/main/java/org/polyad");
        try (var files = Files.walk(root)) {
            files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> assertThat(readme).contains("`" + name + "`"));
        }
    }
}
