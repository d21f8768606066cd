package org.polyad.moments;

import org.polyad.InvalidInputException;

/**
 * Topics of a latent Dirichlet allocation whose prior sums to a0, from {@link TopicMoments}:
 *
 * <pre>
 * M2 = E2 - a0/(a0+1) m1 m1'                                       = sum_i alpha_i / (a0 (a0+1)) mu_i mu_i'
 * M3 = E3 - a0/(a0+2) sym(E2, m1) + 2 a0^2/((a0+1)(a0+2)) m1^3     = sum_i 2 alpha_i / (a0 (a0+1) (a0+2)) mu_i^3
 * </pre>
 *
 * M2 is whitened, and M3 in white coordinates decomposed by {@link TensorPower}. a0 = 0 is the model of a single topic a document.
 *
 * <p>Source: Anandkumar et al., JMLR 15, 2014, theorem 3.5.
 */
public final class TopicSolver {
    private static final double LEAST = 0.01;
    private static final double MOST = 100;
    private static final int GRID = 25;
    private static final int GOLDEN = 20;

    /** A residual that is hardly lower than that of single topics says nothing of the prior. */
    private static final double FLAT = 0.9;

    private final TopicMoments moments;
    private final int k;
    private final long seed;

    /** @throws InvalidInputException for more topics than the moments have directions */
    public TopicSolver(TopicMoments moments, int k, long seed) {
        if (k < 1 || k > moments.columns()) {
            throw new InvalidInputException(
                    "the number of topics must be from 1 to " + moments.columns() + " here, found " + k);
        }
        this.moments = moments;
        this.k = k;
        this.seed = seed;
    }

    private record Solved(Whitening whitening, TensorPower.Result power) {}

    private Solved solved(double a0, double[][] near) {
        int n = moments.columns();
        double[] q = moments.first();
        double[] m2 = moments.second().clone();
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                m2[a * n + b] -= a0 / (a0 + 1) * q[a] * q[b];
            }
        }
        Whitening whitening = Whitening.of(m2, n, k, "topics");
        SmallTensor m3 = moments.third().copy();
        m3.addSymmetric(-a0 / (a0 + 2), moments.second(), q);
        m3.addCube(2 * a0 * a0 / ((a0 + 1) * (a0 + 2)), q);
        return new Solved(whitening, TensorPower.of(m3.transformed(whitening.w(), k), near, seed));
    }

    /** @param a0 0 or more */
    public TopicEstimate solve(double a0) {
        if (!(a0 >= 0 && a0 <= Double.MAX_VALUE)) {
            throw new InvalidInputException("the sum of a prior must be 0 or more, found " + a0);
        }
        Solved solved = solved(a0, null);
        int words = moments.words();
        double[] topics = new double[words * k];
        double[] alpha = new double[k];
        double[] sums = new double[k];
        double negative = 0;
        double absolute = 0;
        for (int r = 0; r < k; r++) {
            double lambda = solved.power().lambda()[r];
            double scale = a0 == 0 ? lambda : (a0 + 2) / 2 * lambda;
            double[] small = solved.whitening().unwhitened(solved.power().vectors()[r]);
            double[] topic = topic(small, scale);
            alpha[r] = a0 == 0 ? 1 / (lambda * lambda) : 4 * a0 * (a0 + 1) / ((a0 + 2) * (a0 + 2) * lambda * lambda);
            for (double share : topic) {
                sums[r] += share;
                absolute += Math.abs(share);
                negative += Math.max(0, -share);
            }
            put(distribution(topic, sums[r]), topics, r);
        }
        double[] eigenvalues = solved.whitening().eigenvalues();
        double residual = solved.power().residual();
        return new TopicEstimate(topics, alpha, a0, sums, negative / absolute, residual, eigenvalues);
    }

    /** scale U small. */
    private double[] topic(double[] small, double scale) {
        int n = moments.columns();
        double[] basis = moments.basis();
        double[] topic = new double[moments.words()];
        for (int i = 0; i < topic.length; i++) {
            double sum = 0;
            for (int c = 0; c < n; c++) {
                sum += basis[i * n + c] * small[c];
            }
            topic[i] = scale * sum;
        }
        return topic;
    }

    private static double[] distribution(double[] topic, double sum) {
        for (int i = 0; i < topic.length && sum > 0; i++) {
            topic[i] /= sum;
        }
        Simplex.project(topic);
        return topic;
    }

    private void put(double[] topic, double[] topics, int r) {
        for (int i = 0; i < topic.length; i++) {
            topics[i * k + r] = topic[i];
        }
    }

    /**
     * The sum of the prior for which the moments fit best: where the residual of the small tensor is least, over 0.01 to 100 on a
     * logarithmic scale. Where the residual hardly depends on it, as on most real texts, 0, a single topic for each document: the larger
     * the sum, the more negative are topics that do not follow the model.
     */
    public double concentration() {
        double[] log = new double[GRID];
        double[] residual = new double[GRID];
        double[][] near = null;
        int best = 0;
        for (int g = 0; g < GRID; g++) {
            log[g] = StrictMath.log(LEAST) + g * StrictMath.log(MOST / LEAST) / (GRID - 1);
            near = residual(log[g], near, residual, g);
            best = residual[g] < residual[best] ? g : best;
        }
        double[] found = golden(log[Math.max(0, best - 1)], log[Math.min(GRID - 1, best + 1)], near);
        double[] single = new double[1];
        residual(Double.NEGATIVE_INFINITY, null, single, 0);
        return found[1] > FLAT * single[0] ? 0 : StrictMath.exp(found[0]);
    }

    /** Infinite where there are not k topics; returns the vectors found, to start from next time. */
    private double[][] residual(double log, double[][] near, double[] to, int at) {
        try {
            TensorPower.Result power = solved(StrictMath.exp(log), near).power();
            to[at] = power.residual();
            return power.vectors();
        } catch (InvalidInputException fewer) {
            to[at] = Double.POSITIVE_INFINITY;
            return near;
        }
    }

    /** Golden section search; the logarithm, and the residual there. */
    private double[] golden(double from, double to, double[][] start) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = from;
        double high = to;
        double[] value = new double[2];
        double[][] near = start;
        double[] at = {high - ratio * (high - low), low + ratio * (high - low)};
        near = residual(at[0], near, value, 0);
        near = residual(at[1], near, value, 1);
        for (int step = 0; step < GOLDEN; step++) {
            int kept = value[0] < value[1] ? 0 : 1;
            if (kept == 0) {
                high = at[1];
                at[1] = at[0];
                value[1] = value[0];
                at[0] = high - ratio * (high - low);
                near = residual(at[0], near, value, 0);
            } else {
                low = at[0];
                at[0] = at[1];
                value[0] = value[1];
                at[1] = low + ratio * (high - low);
                near = residual(at[1], near, value, 1);
            }
        }
        int least = value[0] < value[1] ? 0 : 1;
        return new double[] {at[least], value[least]};
    }
}
