package org.polyad.solver.stochastic;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Scanner;
import java.util.zip.GZIPInputStream;
import org.polyad.engine.Criterion;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.StochasticOptions;
import org.polyad.options.Unlisted;
import org.polyad.planted.Planted;
import org.polyad.planted.PlantedKind;
import org.polyad.planted.PlantedSpec;
import org.polyad.run.Trace;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * What stochastic gradients reach, and how soon, beside the exact methods. Run by {@code deploy/stochastic-table}; POLYAD_DATA
 * names the folder of the data. Arguments:
 * {@code kinships LOSS RANK EPOCHS} prints objectives and seconds by method, {@code blocks LOSS RANK EPOCHS [BLOCKS]...} by
 * blocks and by tau, {@code uber RANK EPOCHS} how long adam and newton take to come within 1 % of newton's last objective, {@code planted} the score of
 * adam's models of planted data, {@code sampled LOSS} adam and newton where zeros have to be sampled.
 */
public final class StochasticBenchmark {
    private static final int THREADS = 2;

    private StochasticBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "kinships" -> kinships(arguments[1], number(arguments[2]), number(arguments[3]));
            case "blocks" ->
                blocks(
                        arguments[1],
                        number(arguments[2]),
                        number(arguments[3]),
                        Arrays.stream(arguments)
                                .skip(4)
                                .mapToInt(Integer::parseInt)
                                .toArray());
            case "uber" -> uber(number(arguments[1]), number(arguments[2]));
            case "planted" -> planted();
            default -> sampled(arguments[1]);
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private static GcpOptions.Builder options(String loss, int rank) {
        return GcpOptions.of(rank).loss(Losses.parse(loss)).unlisted(Unlisted.ZERO);
    }

    private static void kinships(String loss, int rank, int epochs) throws IOException {
        SparseTensor data = read("kinships.tns.gz", 3);
        run(data, "lbfgsb", options(loss, rank).method(Method.LBFGSB).maxIterations(500));
        run(data, "newton", options(loss, rank).method(Method.NEWTON));
        run(data, "adam", adam(loss, rank, epochs, settings(0, 1e-3, false)));
        run(data, "adam, amsgrad", adam(loss, rank, epochs, settings(0, 1e-3, true)));
        run(
                data,
                "adagrad, rate 0.1",
                adam(loss, rank, epochs, settings(0, 0.1, false)).method(Method.ADAGRAD));
        run(
                data,
                "sgd, rate 1e-6",
                adam(loss, rank, epochs, settings(0, 1e-6, false)).method(Method.SGD));
    }

    /** @param blocks none: 1, 4 and 16 */
    private static void blocks(String loss, int rank, int epochs, int... blocks) throws IOException {
        SparseTensor data = read("kinships.tns.gz", 3);
        GcpResult lbfgsb =
                run(data, "lbfgsb", options(loss, rank).method(Method.LBFGSB).maxIterations(500));
        for (int many : blocks.length > 0 ? blocks : new int[] {1, 4, 16}) {
            for (int tau : new int[] {1, 10, 100, 500}) {
                GcpResult adam = run(
                        data,
                        "adam, blocks " + many + ", tau " + tau,
                        adam(loss, rank, epochs, settings(tau, 1e-3, false)).blocks(many));
                System.out.printf(Locale.ROOT, "   %.3f of lbfgsb%n", adam.objective() / lbfgsb.objective());
            }
        }
    }

    private static GcpOptions.Builder adam(String loss, int rank, int epochs, StochasticOptions settings) {
        return options(loss, rank).method(Method.ADAM).maxIterations(epochs).stochastic(settings);
    }

    private static StochasticOptions settings(int tau, double rate, boolean amsgrad) {
        return new StochasticOptions(StochasticOptions.Sampling.AUTO, 0, 0, 1000, tau, rate, 0.1, 1, amsgrad, 0);
    }

    private static void uber(int rank, int epochs) throws IOException {
        SparseTensor data = read("uber_aprmay14_lat2.tns.gz", 4);
        GcpResult newton = run(data, "newton", options("poisson", rank).method(Method.NEWTON));
        GcpResult adam =
                run(data, "adam", options("poisson", rank).method(Method.ADAM).maxIterations(epochs));
        double goal = newton.objective() + 0.01 * Math.abs(newton.objective());
        for (GcpResult result : new GcpResult[] {newton, adam}) {
            double seconds = result.trace().stream()
                    .filter(line -> line.objective() <= goal)
                    .mapToDouble(Trace::seconds)
                    .findFirst()
                    .orElse(Double.NaN);
            System.out.printf(
                    Locale.ROOT, "%s within 1 %% of newton's objective after %.2f s%n", result.method(), seconds);
        }
    }

    private static void planted() {
        StochasticOptions settings =
                new StochasticOptions(StochasticOptions.Sampling.AUTO, 0, 0, 1000, 0, 3e-3, 0.1, 2, false, 0);
        for (String loss : new String[] {"gamma", "poisson-log"}) {
            PlantedSpec spec =
                    new PlantedSpec(Shape.of(80, 60, 40), 3, 40_000, PlantedKind.REAL, Losses.parse(loss), 0, 0, 1);
            Planted planted = Planted.draw(spec, THREADS);
            for (Method method : new Method[] {Method.ADAM, Method.NEWTON}) {
                GcpResult result = run(
                        planted.tensor(),
                        loss + ", " + method,
                        options(loss, 3)
                                .unlisted(Unlisted.MISSING)
                                .method(method)
                                .stochastic(settings)
                                .starts(2));
                System.out.printf(Locale.ROOT, "   score %.4f%n", result.model().score(planted.truth()));
            }
        }
    }

    /** Both models by one objective: all listed entries and one sample of zeros. */
    private static void sampled(String loss) {
        PlantedSpec spec = new PlantedSpec(Shape.of(3000, 3000, 300), 10, 300_000, PlantedKind.BINARY, null, 1, 0, 1);
        SparseTensor data = Planted.draw(spec, THREADS).tensor();
        GcpOptions adam = options(loss, 10).method(Method.ADAM).timeLimit(60).build();
        for (Method method : new Method[] {Method.NEWTON, Method.ADAM}) {
            GcpResult result = run(
                    data,
                    method + ", sampled zeros",
                    options(loss, 10).method(method).timeLimit(60));
            try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, adam, THREADS)) {
                EpochPlan plan = EpochPlan.of(data.entries(), data.shape(), problem.cells(), adam);
                FactorMatrix[] model = result.model().spread();
                double objective = new EpochObjective(
                                problem.engine(), Criterion.of(adam, data.shape(), problem.cells()), plan, 99)
                        .at(model, "");
                System.out.printf(Locale.ROOT, "   objective on a sample of its own %.6g%n", objective);
            }
        }
    }

    private static GcpResult run(SparseTensor data, String name, GcpOptions.Builder options) {
        GcpResult result = Gcp.fit(data, options.build(), THREADS);
        System.out.printf(
                Locale.ROOT,
                "%-28s %14.2f  (%.2f after 15)  %7.2f s  %4d iterations, %s%n",
                name,
                result.objective(),
                result.trace().get(Math.min(15, result.iterations()) - 1).objective(),
                result.trace().get(result.iterations() - 1).seconds(),
                result.iterations(),
                result.stopReason());
        return result;
    }

    private static SparseTensor read(String file, int order) throws IOException {
        SparseTensorBuilder builder = SparseTensor.builder(order);
        int[] subscript = new int[order];
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(
                        new FileInputStream(new File(System.getenv().getOrDefault("POLYAD_DATA", "."), file))));
                Scanner lines = new Scanner(in, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                String[] words = lines.nextLine().trim().split("\\s+");
                Arrays.setAll(subscript, n -> Integer.parseInt(words[n]) - 1);
                builder.add(subscript, Double.parseDouble(words[order]));
            }
        }
        return builder.build(Duplicates.SUM);
    }
}
