package org.polyad.metrics;

/**
 * Listed cells with rows that a model does not have, and what is put in place of its value there. They are no cells of the model's
 * tensor, so no zeros stand beside them.
 *
 * @param x the values, within the loss's domain (input, not modified)
 * @param m in place of the model's values (input, not modified)
 * @param weights one each (input, not modified)
 */
public record ColdCells(double[] x, double[] m, double[] weights) {
    private static final double[] NOTHING = {};

    public static ColdCells none() {
        return new ColdCells(NOTHING, NOTHING, NOTHING);
    }

    public int count() {
        return x.length;
    }
}
