package org.polyad.spark;

import org.apache.spark.api.java.JavaRDD;
import org.polyad.sampling.Slab;
import org.polyad.solver.OmegaPlan;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Slice counts of a tensor's cells, by mode and row.
 *
 * @param training of the cells to fit to
 * @param kept of the listed ones among them
 * @param holdout of those set aside
 */
record Tally(long[][] training, long[][] kept, long[][] holdout) {
    /** One job. @param training cells of each slab, as {@code aside} in the same partitions */
    static Tally of(
            JavaRDD<Slab> slabs,
            JavaRDD<SparseTensor> training,
            JavaRDD<SparseTensor> aside,
            OmegaPlan plan,
            Shape shape) {
        JavaRDD<SparseTensor[]> cells = slabs.map(plan::kept)
                .zip(training.zip(aside))
                .map(of -> new SparseTensor[] {of._2._1, of._1, of._2._2});
        long[][][] counts = SliceCounts.of(cells, 3, shape.order());
        return new Tally(
                SliceCounts.sized(counts[0], shape),
                SliceCounts.sized(counts[1], shape),
                SliceCounts.sized(counts[2], shape));
    }
}
