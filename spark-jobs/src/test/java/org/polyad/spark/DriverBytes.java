package org.polyad.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.loss.Losses;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.PreparedTensor;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;

/**
 * What this process receives from tasks until a tensor is read and made ready, and so before the first sweep. Run its main for tensors
 * of one shape with 1, 4 and 16 million entries, in partitions of half a million each, or as many as the argument says.
 */
public final class DriverBytes {
    private static final int MILLION = 1_000_000;

    private DriverBytes() {}

    public static void main(String[] arguments) throws IOException {
        Shape shape = Shape.of(100_000, 50_000, 1000);
        int given = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        System.out.println("  entries  partitions   bytes to the driver  bytes an entry");
        for (int millions : new int[] {1, 4, 16}) {
            int partitions = given > 0 ? given : 2 * millions;
            long bytes = of(shape, millions * MILLION, partitions);
            System.out.printf(
                    Locale.ROOT,
                    "%8dM %11d %,21d %15.3f%n",
                    millions,
                    partitions,
                    bytes,
                    (double) bytes / (millions * MILLION));
        }
        LocalSpark.context().stop();
    }

    /** Bytes of all results, those of the tasks' own metrics among them. */
    static long of(Shape shape, int entries, int partitions) throws IOException {
        JavaSparkContext context = LocalSpark.context();
        try (SparkWork work = SparkWork.on(context.sc())) {
            GcpOptions options = GcpOptions.of(2)
                    .loss(Losses.poisson())
                    .unlisted(Unlisted.ZERO)
                    .build();
            try (DistributedTensor tensor = random(context, shape, entries, partitions);
                    PreparedTensor problem = SparkGcp.problem(tensor, options)) {
                return new ObjectMapper()
                        .readTree(work.json())
                        .path("spark")
                        .path("results")
                        .asLong();
            }
        }
    }

    static DistributedTensor random(JavaSparkContext context, Shape shape, int entries, int partitions) {
        List<Integer> pieces = IntStream.range(0, partitions).boxed().toList();
        int each = entries / partitions;
        JavaRDD<Entry> drawn = context.parallelize(pieces, partitions).flatMap(piece -> {
            SplittableRandom random = new SplittableRandom(piece);
            return IntStream.range(0, each)
                    .mapToObj(p -> new Entry(
                            new int[] {
                                random.nextInt(shape.size(0)),
                                random.nextInt(shape.size(1)),
                                random.nextInt(shape.size(2))
                            },
                            1 + random.nextInt(4)))
                    .iterator();
        });
        TensorOptions options = TensorOptions.DEFAULT
                .withShape(shape)
                .withDuplicates(Duplicates.SUM)
                .withPartitions(partitions);
        return DistributedTensor.of(drawn, shape.order(), options);
    }
}
