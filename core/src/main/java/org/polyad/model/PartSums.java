package org.polyad.model;

/**
 * Sums over the rows of each part of a model. Closed zero parts need nothing else of the parts, so that these need not be in one place.
 */
public interface PartSums {
    /** 1'A of a part, {@code stride} numbers; the array itself, not a copy. */
    double[] columnSums(int part);

    /** A'A of a part, {@code stride x stride}, row-major, full; the array itself, not a copy. */
    double[] gram(int part);
}
