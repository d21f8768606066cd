package org.polyad.spark.engine;

import org.apache.spark.api.java.JavaRDD;
import org.polyad.cells.OmegaPlan;
import org.polyad.sampling.Slab;
import org.polyad.spark.entries.SliceCounts;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * The numbers of a tensor's cells in each slice, by mode and row.
 *
 * @param training cells that the model is fitted to
 * @param kept listed entries among these
 * @param holdout cells that are held out
 */
public record CellCounts(long[][] training, long[][] kept, long[][] holdout) {
    /** One job. @param training cells of each slab, as {@code aside} in the same partitions */
    public static CellCounts of(
            JavaRDD<Slab> slabs,
            JavaRDD<SparseTensor> training,
            JavaRDD<SparseTensor> aside,
            OmegaPlan plan,
            Shape shape) {
        JavaRDD<SparseTensor[]> cells = slabs.map(plan::kept)
                .zip(training.zip(aside))
                .map(of -> new SparseTensor[] {of._2._1, of._1, of._2._2});
        long[][][] counts = SliceCounts.of(cells, 3, shape.order());
        return new CellCounts(
                SliceCounts.sized(counts[0], shape),
                SliceCounts.sized(counts[1], shape),
                SliceCounts.sized(counts[2], shape));
    }
}
