package org.polyad.sampling;

import java.io.Serializable;
import java.util.List;
import org.polyad.loss.Domain;
import org.polyad.tensor.SparseTensor;

/**
 * A first count of listed entries: how many, which part is set aside, and sums over those that are not. Sums carry their rounding
 * error along (some 32 digits), so that they do not show how the rows were cut.
 */
public final class Census implements Serializable {
    private static final long serialVersionUID = 1L;

    private long listed;
    private long setAside;
    private long fingerprint;
    private final double[] weight = new double[2];
    private final double[] asideWeight = new double[2];
    private final double[] sum = new double[2];
    private final double[] squares = new double[2];
    private int[] misfit;
    private double misfitValue;

    /** Counts a slab; looks for an entry outside the domain too. */
    public static Census of(Slab slab, Holdout holdout, Domain domain) {
        Census census = new Census();
        SparseTensor tensor = slab.listed();
        census.listed = tensor.entries();
        for (int p = 0; p < tensor.entries(); p++) {
            double x = tensor.values()[p];
            if (census.misfit == null && !domain.contains(x)) {
                census.misfit = tensor.subscript(p);
                census.misfitValue = x;
            }
            census.fingerprint += fingerprint(tensor, p);
            if (holdout.setsAside(tensor, p)) {
                census.setAside++;
                add(census.asideWeight, tensor.weight(p));
            } else {
                census.count(x, tensor.weight(p));
            }
        }
        return census;
    }

    private void count(double x, double w) {
        add(weight, w);
        add(sum, w * x);
        add(squares, w * x * x);
    }

    /** The census of all slabs together. */
    public static Census total(List<Census> parts) {
        Census total = new Census();
        for (Census part : parts) {
            total.listed += part.listed;
            total.setAside += part.setAside;
            total.fingerprint += part.fingerprint;
            add(total.weight, part.weight);
            add(total.asideWeight, part.asideWeight);
            add(total.sum, part.sum);
            add(total.squares, part.squares);
            if (total.misfit == null) {
                total.misfit = part.misfit;
                total.misfitValue = part.misfitValue;
            }
        }
        return total;
    }

    /** A sum of hashes, so that the order of the entries does not matter. */
    private static long fingerprint(SparseTensor tensor, int p) {
        long state = Double.doubleToLongBits(tensor.values()[p]);
        state = Streams.with(state, Double.doubleToLongBits(tensor.weight(p)));
        for (int n = 0; n < tensor.order(); n++) {
            state = Streams.with(state, tensor.subscripts(n)[p]);
        }
        return state;
    }

    private static void add(double[] total, double[] part) {
        add(total, part[0]);
        total[1] += part[1];
    }

    /** Adds to a sum with its error (Knuth's TwoSum). */
    private static void add(double[] total, double x) {
        double s = total[0] + x;
        double back = s - total[0];
        total[1] += (total[0] - (s - back)) + (x - back);
        total[0] = s;
    }

    /** All listed entries, those set aside too. */
    public long listed() {
        return listed;
    }

    /** Listed entries set aside. */
    public long setAside() {
        return setAside;
    }

    /** Of subscripts, values and weights of all listed entries. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Sum of w over the listed entries not set aside. */
    public double weight() {
        return weight[0] + weight[1];
    }

    /** Sum of w over the listed entries set aside. */
    public double asideWeight() {
        return asideWeight[0] + asideWeight[1];
    }

    /** Sum of w x over the listed entries not set aside. */
    public double sum() {
        return sum[0] + sum[1];
    }

    /** Sum of w x^2 over the listed entries not set aside. */
    public double squares() {
        return squares[0] + squares[1];
    }

    /** The first entry outside the domain, null when there is none. */
    public int[] misfit() {
        return misfit;
    }

    public double misfitValue() {
        return misfitValue;
    }
}
