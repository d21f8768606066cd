package org.polyad.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.polyad.engine.PreparedTensor;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.FitListener;
import org.polyad.run.Trace;
import org.polyad.solver.Gcp;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * How the local engine's time and memory grow with entries, order and rank, on tensors of random counts, and Spark's time beside them;
 * two threads, all from one run. Argument: the most entries, in millions (default 50, which wants 14 GB).
 */
public final class ScalingTable {
    private static final int SWEEPS = 6;
    private static final int MILLION = 1_000_000;

    private ScalingTable() {}

    public static void main(String[] arguments) throws IOException {
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        System.out.println(
                "order  entries  rank   ready s  bytes/entry  gaussian s  poisson s  ns/(entry, mode)  Spark s  Spark/local");
        try (SparkSession session = SpeedTable.started()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            measure(3, MILLION, 16, context, false); // for the compiler
            for (int millions : new int[] {1, 3, 10, 30, 50}) {
                if (millions <= most) {
                    measure(3, millions * MILLION, 16, context, true);
                }
            }
            for (int rank : new int[] {8, 32, 64}) {
                measure(3, 3 * MILLION, rank, context, true);
            }
            for (int order : new int[] {4, 5}) {
                measure(order, 3 * MILLION, 16, context, true);
            }
        }
    }

    private static void measure(int order, int entries, int rank, JavaSparkContext context, boolean print) {
        SparseTensor data = random(order, entries);
        long before = used();
        long begin = System.nanoTime();
        GcpOptions options = options("poisson", rank);
        double ready;
        double bytes;
        double poisson;
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, options, 2)) {
            ready = (System.nanoTime() - begin) * 1e-9;
            bytes = (double) (used() - before) / data.entries();
            poisson = sweep(problem, options);
        }
        double gaussian = gaussian(data, rank);
        double spark = spark(data, options, context);
        if (print) {
            System.out.printf(
                    Locale.ROOT,
                    "%5d %8.1fM %5d %9.2f %12.1f %11.3f %10.3f %17.1f %8.3f %12.2f%n",
                    order,
                    data.entries() * 1e-6,
                    rank,
                    ready,
                    bytes,
                    gaussian,
                    poisson,
                    poisson * 1e9 / ((double) data.entries() * order),
                    spark,
                    spark / poisson);
        }
    }

    private static double spark(SparseTensor data, GcpOptions options, JavaSparkContext context) {
        try (DistributedTensor tensor = DistributedTensor.of(context, data, 2);
                PreparedTensor problem = SparkGcp.problem(tensor, options)) {
            return sweep(problem, options);
        }
    }

    private static double gaussian(SparseTensor data, int rank) {
        GcpOptions options = options("gaussian", rank);
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, options, 2)) {
            return sweep(problem, options);
        }
    }

    private static GcpOptions options(String loss, int rank) {
        return GcpOptions.of(rank)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.ZERO)
                .maxIterations(SWEEPS)
                .tolerance(0)
                .build();
    }

    /** The median of the sweeps after the first two. */
    private static double sweep(PreparedTensor problem, GcpOptions options) {
        double[] ends = Gcp.fit(problem, options, FitListener.NONE, null).trace().stream()
                .mapToDouble(Trace::seconds)
                .toArray();
        double[] seconds = new double[ends.length - 2];
        Arrays.setAll(seconds, k -> ends[k + 2] - ends[k + 1]);
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Rows of mode 0 in order, each with as many entries; other subscripts skewed, u^2. */
    private static SparseTensor random(int order, int entries) {
        int[] sizes = new int[order];
        Arrays.fill(sizes, 3000);
        SplittableRandom random = new SplittableRandom(1);
        int[][] subscripts = new int[order][entries];
        double[] values = new double[entries];
        int row = entries / sizes[0];
        int count = 0;
        long[] keys = new long[row];
        for (int i = 0; i < sizes[0]; i++) {
            for (int k = 0; k < row; k++) {
                long key = 0;
                for (int n = 1; n < order; n++) {
                    double u = random.nextDouble();
                    key = key * sizes[n] + (long) (u * u * sizes[n]);
                }
                keys[k] = key;
            }
            Arrays.sort(keys);
            for (int k = 0; k < row; k++) {
                if (k == 0 || keys[k] != keys[k - 1]) {
                    long rest = keys[k];
                    for (int n = order - 1; n > 0; n--) {
                        subscripts[n][count] = (int) (rest % sizes[n]);
                        rest /= sizes[n];
                    }
                    subscripts[0][count] = i;
                    values[count++] = 1 + random.nextInt(4);
                }
            }
        }
        for (int n = 0; n < order; n++) {
            subscripts[n] = Arrays.copyOf(subscripts[n], count);
        }
        return new SparseTensor(Shape.of(sizes), subscripts, Arrays.copyOf(values, count), null);
    }
}
