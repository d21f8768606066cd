package org.polyad.spark.entries;

import java.io.Serializable;
import org.polyad.spark.DistributedTensor;

/** One entry of a tensor on its way into a {@link DistributedTensor}: subscript (0-based), value, weight. */
public final class Entry implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] subscript;
    private final double value;
    private final double weight;

    /** An entry of weight 1. @param subscript taken as it is, not copied */
    public Entry(int[] subscript, double value) {
        this(subscript, value, 1);
    }

    /** @param subscript taken as it is, not copied */
    public Entry(int[] subscript, double value, double weight) {
        this.subscript = subscript;
        this.value = value;
        this.weight = weight;
    }

    /** The array itself, not a copy. */
    public int[] subscript() {
        return subscript;
    }

    public double value() {
        return value;
    }

    public double weight() {
        return weight;
    }
}
