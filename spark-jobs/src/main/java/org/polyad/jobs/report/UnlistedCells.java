package org.polyad.jobs.report;

import java.util.function.Consumer;
import org.polyad.sampling.AllCells;
import org.polyad.sampling.Draws;
import org.polyad.tensor.SparseTensor;

/** The cells of a tensor that are not listed: all of them while they are few, else an even sample. */
final class UnlistedCells {
    private static final double SAMPLE = 200_000;
    private static final long SEED = 1;

    private final SparseTensor listed;
    private final double unlisted;
    /** Null: all are visited. */
    private final SparseTensor sample;

    /** @param most cells of a tensor all of whose cells are visited */
    UnlistedCells(SparseTensor listed, int most) {
        this.listed = listed;
        this.unlisted = listed.shape().cells() - listed.entries();
        this.sample = listed.shape().cells() <= most ? null : Draws.sample(listed, SEED, Math.min(SAMPLE, unlisted));
    }

    /** How many cells are visited. */
    int count() {
        return sample == null ? (int) unlisted : sample.entries();
    }

    /** How many unlisted cells one that is visited counts for; 0 where there are none. */
    double weight() {
        return count() == 0 ? 0 : unlisted / count();
    }

    /** Visits the cells, each once, with x = 0; many at a time, in lexicographic order. */
    void forEach(Consumer<SparseTensor> visitor) {
        if (sample != null) {
            visitor.accept(sample);
            return;
        }
        for (int k = 0; k < AllCells.slabs(listed.shape()); k++) {
            visitor.accept(AllCells.zeros(listed, k));
        }
    }
}
