package org.polyad.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.polyad.blocks.ModeView;
import org.polyad.engine.BlockTask;
import org.polyad.engine.PreparedTensor;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * What a mode update costs in Spark beside its arithmetic: the rows of a block are sent back as they are, one factor of three is new
 * each time. Beside it the floor: a broadcast
 * and a job that does nothing. Prints milliseconds. Run its main; arguments: rows a mode, rank, partitions.
 */
public final class SparkOverhead {
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 20;

    private SparkOverhead() {}

    /** Gives a block's rows back. */
    private static final class Rows implements BlockTask<double[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public double[] apply(ModeView view, FactorMatrix[] factors) {
            FactorMatrix own = factors[view.mode()];
            int from = own.offset(view.firstRow());
            return Arrays.copyOfRange(own.data(), from, from + view.rows() * own.stride());
        }
    }

    public static void main(String[] arguments) {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        int rank = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
        int partitions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        JavaSparkContext context = LocalSpark.context();
        SparseTensor data = Tensors.counts(Shape.of(rows, rows, rows), 20 * rows, 0, false, 1);
        GcpOptions options = GcpOptions.of(rank).unlisted(Unlisted.MISSING).build();
        try (DistributedTensor tensor = DistributedTensor.of(context, data, partitions);
                PreparedTensor problem = SparkGcp.problem(tensor, options)) {
            FactorMatrix[] factors = new FactorMatrix[3];
            Arrays.setAll(factors, n -> new FactorMatrix(rows, rank));
            double[] updates = new double[ROUNDS];
            double[] floors = new double[ROUNDS];
            JavaRDD<Integer> nothing =
                    context.parallelize(List.of(1, 2, 3, 4), partitions).cache();
            for (int k = 0; k < ROUNDS; k++) {
                long begin = System.nanoTime();
                problem.engine().run("round " + k, new Rows(), factors, k % 3);
                updates[k] = (System.nanoTime() - begin) / 1e6;
                factors[k % 3] = factors[k % 3].copy();
                floors[k] = floor(context, nothing, factors[k % 3]);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d rows a mode, rank %d, %d partitions%nmode update %s%nfloor: a broadcast and a job %s%n",
                    rows,
                    rank,
                    partitions,
                    milliseconds(updates),
                    milliseconds(floors));
        }
        context.stop();
    }

    /** A broadcast of a factor, a job that only looks at it, and the broadcast's end. */
    private static double floor(JavaSparkContext context, JavaRDD<Integer> nothing, FactorMatrix factor) {
        long begin = System.nanoTime();
        Broadcast<FactorMatrix> sent = context.broadcast(factor);
        nothing.mapPartitions(all -> List.of(sent.value().rows()).iterator()).collect();
        sent.destroy();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String milliseconds(double[] times) {
        double[] warm = Arrays.copyOfRange(times, WARM_UP, times.length);
        Arrays.sort(warm);
        return String.format(
                Locale.ROOT,
                "%.1f ms (median; 10%% %.1f, 90%% %.1f)",
                warm[warm.length / 2],
                warm[warm.length / 10],
                warm[warm.length * 9 / 10]);
    }
}
