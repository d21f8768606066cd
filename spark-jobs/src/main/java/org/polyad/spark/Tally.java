package org.polyad.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.polyad.sampling.Slab;
import org.polyad.solver.OmegaPlan;
import org.polyad.tensor.SparseTensor;

/** Slice counts of a slab's cells: those to fit to, the listed ones among them, and those set aside. */
final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SliceCounts training;
    private final SliceCounts kept;
    private final SliceCounts holdout;

    private Tally(SliceCounts training, SliceCounts kept, SliceCounts holdout) {
        this.training = training;
        this.kept = kept;
        this.holdout = holdout;
    }

    /** One job; a tally for each slab. @param training cells of each slab, as {@code aside} in the same partitions */
    static List<Tally> all(
            JavaRDD<Slab> slabs, JavaRDD<SparseTensor> training, JavaRDD<SparseTensor> aside, OmegaPlan plan) {
        return slabs.map(slab -> new SliceCounts(plan.kept(slab)))
                .zip(training.zip(aside))
                .map(of -> new Tally(new SliceCounts(of._2._1), of._1, new SliceCounts(of._2._2)))
                .collect();
    }

    SliceCounts training() {
        return training;
    }

    SliceCounts kept() {
        return kept;
    }

    SliceCounts holdout() {
        return holdout;
    }
}
