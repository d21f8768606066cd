package org.polyad.sampling;

import java.io.Serializable;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * All listed entries of the rows firstRow..endRow-1 of mode 0, from which every cell of those rows is known to be listed or not. The
 * shape of {@link #listed} is the whole tensor's.
 */
public final class Slab implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SparseTensor listed;
    private final int firstRow;
    private final int endRow;

    public Slab(SparseTensor listed, int firstRow, int endRow) {
        this.listed = listed;
        this.firstRow = firstRow;
        this.endRow = endRow;
    }

    /** The whole tensor as one slab. */
    public static Slab whole(SparseTensor tensor) {
        return new Slab(tensor, 0, tensor.shape().size(0));
    }

    public SparseTensor listed() {
        return listed;
    }

    public Shape shape() {
        return listed.shape();
    }

    public int firstRow() {
        return firstRow;
    }

    public int endRow() {
        return endRow;
    }

    /** Whether row {@code row} of mode 0 is here. */
    public boolean contains(int row) {
        return row >= firstRow && row < endRow;
    }
}
