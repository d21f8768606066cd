package org.polyad.sampling;

import java.io.Serializable;
import org.polyad.InvalidInputException;
import org.polyad.tensor.SparseTensor;

/** Which listed entries are set aside: those with hash(seed, subscript) &lt; share. */
public final class Holdout implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final double share;

    /** @throws IllegalArgumentException unless 0 &lt;= share &lt; 1 */
    public Holdout(long seed, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new InvalidInputException("holdout must be a share from 0 up to, but not, 1, found " + share);
        }
        this.seed = seed;
        this.share = share;
    }

    /** Whether nothing is set aside. */
    public boolean isEmpty() {
        return share == 0;
    }

    /** Whether entry {@code entry} of the tensor is set aside. */
    public boolean setsAside(SparseTensor tensor, int entry) {
        if (share == 0) {
            return false;
        }
        long state = Streams.state(seed, Purpose.HOLDOUT);
        for (int n = 0; n < tensor.order(); n++) {
            state = Streams.with(state, tensor.subscripts(n)[entry]);
        }
        return Streams.uniform(state) < share;
    }

    /** For each entry, whether it is set aside. */
    public boolean[] setAside(SparseTensor tensor) {
        boolean[] aside = new boolean[tensor.entries()];
        for (int p = 0; p < aside.length; p++) {
            aside[p] = setsAside(tensor, p);
        }
        return aside;
    }
}
