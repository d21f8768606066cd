package org.polyad.moments;

import java.util.Arrays;
import org.polyad.loss.batch.Elementary;

/**
 * The variational posterior Dirichlet(gamma) of one document's topic shares: gamma = alpha + e * (B'(c / (B e))) with e = exp(psi(gamma)
 * - psi(sum gamma)), from alpha + l / k until the mean change is below 1e-3, or 30 times. One for each thread.
 *
 * <p>Source: Hoffman, Blei and Bach, Online Learning for Latent Dirichlet Allocation, NIPS 2010, algorithm 1.
 */
public final class DocumentPosterior {
    private static final int MOST = 30;
    private static final double CONVERGED = 1e-3;

    private final double[] weights;
    private final double[] alpha;
    private final int topics;
    private final double[] gamma;
    private final double[] logs;
    private final double[] e;
    private final double[] sums;
    private double[] rows = new double[0];
    private double[] ratios = new double[0];

    /** @param weights B, words x topics, row-major: {@link TopicModel#weights} or {@link TopicModel#distributions} */
    public DocumentPosterior(double[] weights, double[] alpha) {
        this.weights = weights;
        this.alpha = alpha;
        this.topics = alpha.length;
        this.gamma = new double[topics];
        this.logs = new double[topics];
        this.e = new double[topics];
        this.sums = new double[topics];
    }

    /**
     * @param words below the number of B's rows
     * @param counts above 0
     * @param from the first of the document's words
     * @param to past the last
     */
    public void infer(int[] words, float[] counts, int from, int to) {
        int size = to - from;
        if (rows.length < size * topics) {
            rows = new double[size * topics];
            ratios = new double[size];
        }
        double length = 0;
        for (int c = 0; c < size; c++) {
            length += counts[from + c];
            System.arraycopy(weights, words[from + c] * topics, rows, c * topics, topics);
        }
        for (int r = 0; r < topics; r++) {
            gamma[r] = alpha[r] + length / topics;
        }
        expectations();
        for (int step = 0; step < MOST && step(counts, from, size) > CONVERGED * topics; step++) {
            continue;
        }
        ratios(counts, from, size);
    }

    private void expectations() {
        double total = 0;
        for (int r = 0; r < topics; r++) {
            total += gamma[r];
        }
        double psi = GammaFunctions.digamma(total);
        for (int r = 0; r < topics; r++) {
            logs[r] = GammaFunctions.digamma(gamma[r]) - psi;
            e[r] = Elementary.exp(logs[r]);
        }
    }

    /** c / (B e), and their sums B'(c / (B e)). */
    private void ratios(float[] counts, int from, int size) {
        Arrays.fill(sums, 0);
        for (int c = 0; c < size; c++) {
            int row = c * topics;
            double likelihood = 0;
            for (int r = 0; r < topics; r++) {
                likelihood += rows[row + r] * e[r];
            }
            double ratio = counts[from + c] / Math.max(likelihood, Double.MIN_NORMAL);
            ratios[c] = ratio;
            for (int r = 0; r < topics; r++) {
                sums[r] += ratio * rows[row + r];
            }
        }
    }

    private double step(float[] counts, int from, int size) {
        ratios(counts, from, size);
        double change = 0;
        for (int r = 0; r < topics; r++) {
            double next = alpha[r] + e[r] * sums[r];
            change += Math.abs(next - gamma[r]);
            gamma[r] = next;
        }
        expectations();
        return change;
    }

    /** Of the last document; reused. */
    public double[] gamma() {
        return gamma;
    }

    /** E[log theta] of the last document; reused. For small gamma its exponential is 0. */
    double[] expectedLogs() {
        return logs;
    }

    /** exp E[log theta] of the last document; reused. */
    double[] expectedShares() {
        return e;
    }

    /** c / (B e) of each word of the last document; reused. */
    double[] ratios() {
        return ratios;
    }

    /** The mean topic shares gamma / sum gamma. @param to as many as topics (output) */
    public void shares(double[] to) {
        double total = 0;
        for (int r = 0; r < topics; r++) {
            total += gamma[r];
        }
        for (int r = 0; r < topics; r++) {
            to[r] = gamma[r] / total;
        }
    }
}
