package org.polyad.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.FitListener;
import org.polyad.run.Trace;
import org.polyad.spark.session.SparkWork;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Many sweeps without a checkpoint folder, on a tensor one of whose slices holds 30 % of the entries: prints, for each tenth
 * of the way, the time of a sweep, the heap after a collection and the growth of the event log; and how evenly tasks were cut. Run its
 * main; arguments: sweeps, entries, partitions, rank, rows of the first mode, loss.
 */
public final class SparkSoak {
    private static final int PARTS = 10;

    private SparkSoak() {}

    public static void main(String[] arguments) throws IOException {
        int sweeps = argument(arguments, 0, 200);
        int entries = argument(arguments, 1, 200_000);
        int partitions = argument(arguments, 2, 8);
        int rank = argument(arguments, 3, 8);
        int rows = argument(arguments, 4, 5000);
        String loss = arguments.length > 5 ? arguments[5] : "poisson";
        Path events = Files.createTempDirectory("events");
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("soak")
                .set("spark.ui.enabled", "false")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.kryo.registrator", KryoRegistrator.class.getName())
                .set("spark.eventLog.enabled", "true")
                .set("spark.eventLog.compress", "false")
                .set("spark.eventLog.dir", events.toUri().toString());
        GcpOptions options = GcpOptions.of(rank)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.ZERO)
                .tolerance(0)
                .maxIterations(sweeps)
                .build();
        try (JavaSparkContext context = new JavaSparkContext(conf);
                DistributedTensor tensor = DistributedTensor.of(context, zipf(entries, rows), partitions);
                SparkPreparedTensor problem = SparkGcp.problem(tensor, options);
                SparkWork work = SparkWork.on(context.sc())) {
            org.polyad.solver.Gcp.fit(problem, options, new Meter(events, Math.max(1, sweeps / PARTS)), null);
            System.out.println(work);
        }
    }

    private static int argument(String[] arguments, int k, int otherwise) {
        return arguments.length > k ? Integer.parseInt(arguments[k]) : otherwise;
    }

    /** Slice 0 of the first mode has three entries of ten, the others are popular as 1 / rank. */
    private static SparseTensor zipf(int entries, int rows) {
        Shape shape = Shape.of(rows, 2000, 500);
        SplittableRandom random = new SplittableRandom(4);
        SparseTensorBuilder builder = SparseTensor.builder(3);
        int[] subscript = new int[3];
        for (int p = 0; p < entries; p++) {
            for (int n = 0; n < 3; n++) {
                subscript[n] = (int) Math.pow(shape.size(n), random.nextDouble()) - 1;
            }
            if (random.nextDouble() < 0.3) {
                subscript[0] = 0;
                subscript[1] = random.nextInt(2000);
                subscript[2] = random.nextInt(500);
            }
            builder.add(subscript, 1 + random.nextInt(4));
        }
        return builder.build(shape, Duplicates.SUM);
    }

    private static final class Meter implements FitListener {
        private final Path events;
        private final int every;
        private long size;
        private double seconds;

        Meter(Path events, int every) {
            this.events = events;
            this.every = every;
        }

        @Override
        public void iteration(Trace trace) {
            if (trace.iteration() % every != 0) {
                return;
            }
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long now = size();
            System.out.printf(
                    Locale.ROOT,
                    "sweep %4d: %6.1f ms a sweep, heap %6.1f MB, event log %6.1f kB a sweep%n",
                    trace.iteration(),
                    1e3 * (trace.seconds() - seconds) / every,
                    (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                    (now - size) / 1e3 / every);
            size = now;
            seconds = trace.seconds();
        }

        private long size() {
            try (Stream<Path> files = Files.walk(events)) {
                return files.mapToLong(
                                file -> file.toFile().isFile() ? file.toFile().length() : 0)
                        .sum();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
