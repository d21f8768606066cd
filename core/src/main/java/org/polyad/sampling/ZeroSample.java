package org.polyad.sampling;

/**
 * The zeros that stand for all unlisted cells of a tensor too large to visit: the distinct ones among a fixed number of uniform
 * draws that are neither listed nor set aside, each with the weight
 *
 * <pre>(unlisted cells in training) / (cells kept)</pre>
 *
 * <p>Given their number, the cells kept are a simple random sample without replacement, so that a weighted sum over them is an
 * unbiased estimate of the sum over all unlisted cells.
 */
public final class ZeroSample {
    /** Below that a sample is too noisy to fit to. */
    private static final double LEAST = 1e6;

    /** Above that a sample may be as large as the data, and no larger. */
    private static final double MANY = 2e7;

    private static final double FACTOR = 3;

    private ZeroSample() {}

    /**
     * How many attempts: min(max(10^6, 3 nnz), max(2 10^7, nnz), cells), so that three zeros come with an entry while memory is
     * no question, and one when it is.
     */
    public static long attempts(long listed, double cells) {
        double wanted = Math.min(Math.max(LEAST, FACTOR * listed), Math.max(MANY, listed));
        return (long) Math.min(wanted, cells);
    }

    /** The weight of each zero kept. */
    public static double weight(double unlisted, long kept) {
        return unlisted / kept;
    }
}
