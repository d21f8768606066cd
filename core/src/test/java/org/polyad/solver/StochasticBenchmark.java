package org.polyad.solver;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Scanner;
import java.util.zip.GZIPInputStream;
import org.polyad.loss.Losses;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * What stochastic gradients reach on real data, and how soon, beside the exact methods. Run its main in the folder of the data:
 * {@code kinships LOSS RANK} prints objectives and seconds by method, by blocks and by tau; {@code uber RANK} how long adam and newton
 * take to come within 1 % of newton's last objective.
 */
public final class StochasticBenchmark {
    private static final int THREADS = 2;

    private StochasticBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("kinships")) {
            kinships(arguments[1], Integer.parseInt(arguments[2]));
        } else {
            uber(Integer.parseInt(arguments[1]));
        }
    }

    private static GcpOptions.Builder options(String loss, int rank) {
        return GcpOptions.of(rank).loss(Losses.parse(loss)).unlisted(Unlisted.ZERO);
    }

    private static void kinships(String loss, int rank) throws IOException {
        SparseTensor data = read("kinships.tns.gz", 3);
        run(
                data,
                "lbfgsb",
                options(loss, rank).method(Method.LBFGSB).maxIterations(1000).tolerance(1e-7));
        run(data, "newton", options(loss, rank).maxIterations(300));
        for (Method method : new Method[] {Method.ADAM, Method.ADAGRAD, Method.SGD}) {
            run(data, method.toString(), options(loss, rank).method(method).blocks(1));
        }
        run(
                data,
                "adam, semi-stratified",
                options(loss, rank)
                        .method(Method.ADAM)
                        .blocks(1)
                        .stochastic(stochastic(StochasticOptions.Sampling.SEMI_STRATIFIED, 0, 0)));
        run(
                data,
                "adam, polish 20",
                options(loss, rank)
                        .method(Method.ADAM)
                        .blocks(1)
                        .stochastic(stochastic(StochasticOptions.Sampling.AUTO, 0, 20)));
        for (int blocks : new int[] {1, 4, 16}) {
            for (int tau : new int[] {1, 10, 100, 500}) {
                run(
                        data,
                        "adam, blocks " + blocks + ", tau " + tau,
                        options(loss, rank)
                                .method(Method.ADAM)
                                .blocks(blocks)
                                .stochastic(stochastic(StochasticOptions.Sampling.AUTO, tau, 0)));
            }
        }
    }

    static StochasticOptions stochastic(StochasticOptions.Sampling sampler, int tau, int polish) {
        return new StochasticOptions(sampler, 0, 0, 1000, tau, 1e-3, 0.1, 1, false, polish);
    }

    private static void uber(int rank) throws IOException {
        SparseTensor data = read("uber_aprmay14_lat2.tns.gz", 4);
        GcpResult newton = run(data, "newton", options("poisson", rank).method(Method.NEWTON));
        GcpResult adam = run(data, "adam", options("poisson", rank).method(Method.ADAM));
        double goal = newton.objective() + 0.01 * Math.abs(newton.objective());
        for (GcpResult result : new GcpResult[] {newton, adam}) {
            double seconds = result.trace().stream()
                    .filter(line -> line.objective() <= goal)
                    .mapToDouble(Trace::seconds)
                    .findFirst()
                    .orElse(Double.NaN);
            System.out.printf(Locale.ROOT, "%s within 1 %% of %.6g after %.2f s%n", result.method(), goal, seconds);
        }
    }

    private static GcpResult run(SparseTensor data, String name, GcpOptions.Builder options) {
        if (!name.matches(System.getProperty("only", ".*"))) {
            return null;
        }
        GcpResult result = Gcp.fit(
                data, options.maxIterations(Integer.getInteger("most", 100)).build(), THREADS);
        System.out.printf(
                Locale.ROOT,
                "%-28s %14.2f  %7.2f s  %4d iterations, %s%n",
                name,
                result.objective(),
                result.trace().get(result.iterations() - 1).seconds(),
                result.iterations(),
                result.stopReason());
        if (Boolean.getBoolean("trace")) {
            result.trace()
                    .forEach(t -> System.out.printf(
                            Locale.ROOT, "   %d %.3f %.2f%n", t.iteration(), t.objective(), t.seconds()));
        }
        return result;
    }

    private static SparseTensor read(String file, int order) throws IOException {
        SparseTensorBuilder builder = SparseTensor.builder(order);
        int[] subscript = new int[order];
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(new FileInputStream(file)));
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
