package org.polyad.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.options.GcpOptions;
import org.polyad.run.FitListener;
import org.polyad.run.FitState;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.spark.engine.Limits;

/**
 * Fits generalized CP models to tensors that lie in Spark.
 *
 * <pre>
 * TensorOptions sums = TensorOptions.DEFAULT.withDuplicates(Duplicates.SUM);
 * try (DistributedTensor trips = DistributedTensor.of(rows, new String[] {"from", "to", "hour"}, null, null, sums)) {
 *     GcpOptions options = GcpOptions.of(10).loss(Losses.poisson()).unlisted(Unlisted.ZERO).build();
 *     Ktensor model = SparkGcp.fit(trips, options, FitListener.NONE).model();
 * }
 * </pre>
 *
 * <p>The model is the one that {@link Gcp} gives on one machine, and does not depend on the number of partitions. A mode update is
 * one job; factor matrices are broadcast, so all of them together have to fit the driver and each executor, and {@code
 * spark.driver.maxResultSize}. The caller's job group and description are left as they were, and nothing that was cached or
 * broadcast remains, whether the fit ends well or not. Cancelling the job group ends it with Spark's exception.
 */
public final class SparkGcp {
    private SparkGcp() {}

    /**
     * Fits a tensor.
     *
     * @throws IllegalArgumentException for options that do not suit the data; {@link org.polyad.tensor.EntryException} for a value
     *     that the loss does not take
     */
    public static GcpResult fit(DistributedTensor data, GcpOptions options, FitListener listener) {
        return fit(data, options, listener, null);
    }

    /**
     * Fits a tensor, or goes on with it.
     *
     * @param resume the state to go on from, or null; it may come from a fit on one machine
     */
    public static GcpResult fit(DistributedTensor data, GcpOptions options, FitListener listener, FitState resume) {
        try (SparkPreparedTensor problem = problem(data, options)) {
            return Gcp.fit(problem, options, listener, resume);
        }
    }

    /**
     * The data made ready for {@link Gcp#fit}; for experts, who want to look at its cells before. To be closed.
     *
     * @throws IllegalArgumentException for options that do not suit the data, and for a model that is too large to be broadcast
     */
    public static SparkPreparedTensor problem(DistributedTensor data, GcpOptions options) {
        JavaSparkContext context = data.context();
        Limits.check(
                data.shape(),
                options.columns(data.shape().order()),
                context.getConf(),
                Runtime.getRuntime().maxMemory());
        Limits.checkBlocks(data.shape(), data.entries(), data.partitions(), context.getConf());
        return SparkPreparedTensor.of(data, options, "gcp " + options.loss().name() + " R=" + options.rank());
    }
}
