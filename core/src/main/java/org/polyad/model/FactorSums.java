package org.polyad.model;

import org.polyad.kernel.ZeroTerm;
import org.polyad.loss.ZeroPart;
import org.polyad.tensor.FactorMatrix;

/** Grams and column sums of a model's parts, computed again only for parts that changed (by identity). */
public final class FactorSums implements PartSums {
    private final Format format;
    private final ZeroPart zeros;
    private final FactorMatrix[] parts;
    private final double[][] grams;
    private final double[][] sums;

    /** @param zeros f(0, m); all zeros for a loss without a closed form */
    public FactorSums(Format format, ZeroPart zeros) {
        this.format = format;
        this.zeros = zeros;
        this.parts = new FactorMatrix[format.parts()];
        this.grams = new double[format.parts()][];
        this.sums = new double[format.parts()][];
    }

    /** The closed zero part for the rows of a part. */
    public ZeroTerm zeroTerm(FactorMatrix[] now, int part) {
        update(now, part);
        return format.zeros(zeros, this, part);
    }

    /** The sum of f(0, m) over all cells. */
    public double zeroTotal(FactorMatrix[] now) {
        update(now, -1);
        return format.zeroTotal(zeros, this);
    }

    private void update(FactorMatrix[] now, int except) {
        for (int part = 0; part < parts.length; part++) {
            if (part != except && parts[part] != now[part]) {
                grams[part] = zeros.quadratic() == 0 ? null : Gram.of(now[part]);
                sums[part] = zeros.linear() == 0 ? null : Gram.columnSums(now[part]);
                parts[part] = now[part];
            }
        }
    }

    @Override
    public double[] columnSums(int part) {
        return sums[part];
    }

    @Override
    public double[] gram(int part) {
        return grams[part];
    }
}
