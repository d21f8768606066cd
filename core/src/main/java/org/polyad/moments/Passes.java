package org.polyad.moments;

/** Where the blocks lie: in this JVM, or in a cluster. All that the methods of this package ask of data. */
@FunctionalInterface
public interface Passes<B> {
    /** The sums of a pass over all blocks, added in an order that depends on the blocks alone. */
    double[][] sum(Pass<B> pass);
}
