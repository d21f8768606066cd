package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.Omega;
import org.polyad.solver.Unlisted;
import org.polyad.spark.ModelStore;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** The numbers of an experiment's table against plain loops over the cells set aside; listed zeros and weights are among them. */
class ExperimentScoresTest {
    private static final int[] SIZES = {12, 9, 7};
    private static final List<String> LOSSES = List.of("poisson", "gaussian", "bernoulli-logit");

    @TempDir
    Path folder;

    private Path file;
    private SparseTensor data;

    @BeforeEach
    void write() throws Exception {
        TestFiles.session();
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int c = 0; c < 12 * 9 * 7; c++) {
            int[] at = {c / 63, c / 7 % 9, c % 7};
            int x = random.nextInt(5) < 2 ? 0 : 1;
            double w = random.nextInt(5) / 2.0;
            if (random.nextInt(3) == 0 || c == 12 * 9 * 7 - 1) {
                text.append(String.format("%d %d %d %d %s\n", at[0] + 1, at[1] + 1, at[2] + 1, x, w));
                builder.add(at, x, w);
            }
        }
        data = builder.build(Shape.of(SIZES), Duplicates.ERROR);
        file = TestFiles.write(folder.resolve("t.tns"), text.toString());
    }

    @Test
    void the_tables_numbers_are_those_of_plain_loops() throws Exception {
        for (Unlisted unlisted : Unlisted.values()) {
            Map<String, String[]> rows = table(unlisted, "local");
            assertThat(rows).hasSize(LOSSES.size());
            for (String loss : LOSSES) {
                check(rows.get(loss), loss, unlisted, folder.resolve("local-" + unlisted));
            }
            Map<String, String[]> spread = table(unlisted, "spark");
            for (String loss : LOSSES) {
                for (int k = 5; k < 12; k++) {
                    String here = rows.get(loss)[k];
                    String there = spread.get(loss)[k];
                    if (here.isEmpty()) {
                        assertThat(there).isEmpty();
                    } else {
                        double number = Double.parseDouble(here);
                        assertThat(Double.parseDouble(there)).isCloseTo(number, within(1e-10 * Math.abs(number)));
                    }
                }
            }
        }
    }

    /** Rows by their losses. */
    private Map<String, String[]> table(Unlisted unlisted, String engine) throws Exception {
        Path output = folder.resolve(engine + "-" + unlisted);
        Run run = Run.polyad(
                "experiment",
                "--input",
                file,
                "--weight",
                "last",
                "--output",
                output,
                "--losses",
                String.join(",", LOSSES),
                "--unlisted",
                unlisted,
                "--ranks",
                "2",
                "--seeds",
                "4",
                "--holdout",
                "0.3",
                "--regularizations",
                "0.1",
                "--max-iterations",
                "6",
                "--engine",
                engine);
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, String[]> rows = new LinkedHashMap<>();
        Files.readString(output.resolve("table.csv"))
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(row -> rows.put(row[0], row));
        return rows;
    }

    private void check(String[] row, String name, Unlisted unlisted, Path output) throws Exception {
        Loss loss = Losses.parse(name);
        Ktensor model = ModelStore.read(
                        HadoopPaths.of(output.resolve("fits/rank2-" + name.replace('-', '_') + "-0.1-auto-seed4")
                                .toString()),
                        HadoopPaths.configuration())
                .ktensor();
        GcpOptions options =
                GcpOptions.of(2).loss(loss).unlisted(unlisted).holdout(0.3).build();
        SparseTensor held = Omega.prepare(data, options).holdout();
        double[][] cells = cells(held, model);
        double[] losses = new double[cells.length];
        double[] squares = new double[cells.length];
        double[] distances = new double[cells.length];
        for (int p = 0; p < cells.length; p++) {
            double error = cells[p][0] - loss.mean(cells[p][1]);
            losses[p] = loss.value(cells[p][0], cells[p][1]);
            squares[p] = error * error;
            distances[p] = Math.abs(error);
        }
        double[] expected = {
            mean(cells, losses),
            standardError(cells, losses),
            Math.sqrt(mean(cells, squares)),
            mean(cells, distances),
            name.equals("bernoulli-logit") ? auc(cells) : Double.NaN
        };
        for (int k = 0; k < expected.length; k++) {
            if (Double.isNaN(expected[k])) {
                assertThat(row[7 + k]).isEmpty();
            } else {
                assertThat(Double.parseDouble(row[7 + k]))
                        .as("%s, unlisted %s, column %d", name, unlisted, 7 + k)
                        .isCloseTo(expected[k], within(1e-10 * Math.abs(expected[k])));
            }
        }
    }

    /** x, m, weight and whether it was drawn, of each cell; weights from the definition. */
    private double[][] cells(SparseTensor held, Ktensor model) {
        double drawn = Arrays.stream(held.subscripts(3)).sum();
        double aside = 0;
        for (int p = 0; p < held.entries(); p++) {
            aside += held.subscripts(3)[p] == 0 ? held.weight(p) : 0;
        }
        double share = aside / Arrays.stream(data.weights()).sum();
        double unlisted = 12 * 9 * 7 - data.entries();
        double[][] cells = new double[held.entries()][];
        for (int p = 0; p < cells.length; p++) {
            double m = model.valueAt(held.subscripts(0)[p], held.subscripts(1)[p], held.subscripts(2)[p]);
            boolean mark = held.subscripts(3)[p] == 1;
            cells[p] =
                    new double[] {held.values()[p], m, mark ? share * unlisted / drawn : held.weight(p), mark ? 1 : 0};
        }
        return cells;
    }

    private static double mean(double[][] cells, double[] f) {
        double sum = 0;
        double weight = 0;
        for (int p = 0; p < f.length; p++) {
            sum += cells[p][2] * f[p];
            weight += cells[p][2];
        }
        return sum / weight;
    }

    private double standardError(double[][] cells, double[] f) {
        double variance = 0;
        double all = Arrays.stream(cells).mapToDouble(cell -> cell[2]).sum();
        for (int s = 0; s < 2; s++) {
            int stratum = s;
            int[] own = java.util.stream.IntStream.range(0, f.length)
                    .filter(p -> cells[p][3] == stratum)
                    .toArray();
            if (own.length == 0) {
                continue;
            }
            double population = s == 0 ? data.entries() : 12 * 9 * 7 - data.entries();
            double mean = mean(
                    Arrays.stream(own).mapToObj(p -> cells[p]).toArray(double[][]::new),
                    Arrays.stream(own).mapToDouble(p -> f[p]).toArray());
            double squares = 0;
            for (int p : own) {
                squares += Math.pow(cells[p][2] * (f[p] - mean), 2);
            }
            variance += (1 - own.length / population) * own.length / (own.length - 1.0) * squares;
        }
        return Math.sqrt(variance) / all;
    }

    private static double auc(double[][] cells) {
        double won = 0;
        double pairs = 0;
        for (double[] one : cells) {
            for (double[] zero : cells) {
                if (one[0] == 1 && zero[0] == 0) {
                    double pair = one[2] * zero[2];
                    pairs += pair;
                    won += one[1] > zero[1] ? pair : one[1] == zero[1] ? pair / 2 : 0;
                }
            }
        }
        return won / pairs;
    }
}
