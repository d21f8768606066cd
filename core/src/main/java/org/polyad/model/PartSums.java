package org.polyad.model;

/**
 * Sums over the rows of each part of a model: all that closed zero parts need of the parts, so that no method has to hold a whole factor
 * for them.
 */
public interface PartSums {
    /** 1'A of a part, {@code stride} numbers; the array itself, not a copy. */
    double[] columnSums(int part);

    /** A'A of a part, {@code stride x stride}, row-major, full; the array itself, not a copy. */
    double[] gram(int part);
}
