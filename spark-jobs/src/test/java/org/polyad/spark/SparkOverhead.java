package org.polyad.spark;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.solver.BlockTask;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.Problem;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * What a mode update costs in Spark beside its arithmetic: the rows of a block are sent back as they are, one factor of three is new
 * each time. Prints milliseconds. Run its main; arguments: rows a mode, rank, partitions.
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
                Problem problem = SparkGcp.problem(tensor, options)) {
            double[] times = new double[ROUNDS];
            FactorMatrix[] factors = new FactorMatrix[3];
            Arrays.setAll(factors, n -> new FactorMatrix(rows, rank));
            for (int k = 0; k < ROUNDS; k++) {
                long begin = System.nanoTime();
                problem.engine().run("round " + k, new Rows(), factors, k % 3);
                times[k] = (System.nanoTime() - begin) / 1e6;
                factors[k % 3] = factors[k % 3].copy();
            }
            double[] warm = Arrays.copyOfRange(times, WARM_UP, ROUNDS);
            Arrays.sort(warm);
            System.out.printf(
                    Locale.ROOT,
                    "%d rows a mode, rank %d, %d partitions: a mode update costs %.1f ms (median; 10%% %.1f, 90%% %.1f)%n",
                    rows,
                    rank,
                    partitions,
                    warm[warm.length / 2],
                    warm[warm.length / 10],
                    warm[warm.length * 9 / 10]);
        }
        context.stop();
    }
}
