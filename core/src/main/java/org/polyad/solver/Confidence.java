package org.polyad.solver;

import java.io.Serializable;
import org.polyad.InvalidInputException;
import org.polyad.tensor.SparseTensor;

/**
 * Implicit feedback: a listed value r (how often, how long) says that there is a preference, and how sure that is.
 *
 * <pre>x = 1 if r &gt; 0, else 0;   w = 1 + alpha |r|;   unlisted cells are zeros of weight 1</pre>
 *
 * <p>With the gaussian loss that is the implicit ALS of Hu, Koren and Volinsky, Collaborative Filtering for Implicit Feedback Datasets,
 * ICDM 2008, for any number of modes. A weight that an entry has already multiplies w.
 */
public record Confidence(double alpha) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException unless alpha is a number of 0 or more */
    public Confidence {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("a confidence must be 0 or more, found " + alpha);
        }
    }

    /** Preferences and their weights, in place of the values. */
    public SparseTensor apply(SparseTensor feedback) {
        int count = feedback.entries();
        double[] values = new double[count];
        double[] weights = new double[count];
        for (int p = 0; p < count; p++) {
            double r = feedback.values()[p];
            values[p] = r > 0 ? 1 : 0;
            weights[p] = feedback.weight(p) * (1 + alpha * Math.abs(r));
        }
        int[][] subscripts = new int[feedback.order()][];
        for (int n = 0; n < subscripts.length; n++) {
            subscripts[n] = feedback.subscripts(n);
        }
        return new SparseTensor(feedback.shape(), subscripts, values, weights);
    }
}
