package org.polyad.moments;

import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Streams;

/**
 * What documents say about topics, compressed to K directions: from it topics are solved for any sum of the prior and any number up to
 * K, without the documents.
 *
 * <p>With c the counts of a document of length l, and only different tokens counted: m1 = mean c / l, E2 = mean of [c c' - diag c] / (l
 * (l - 1)), E3 likewise of triples; U an orthonormal basis of the leading directions of E2, R = U'E2 U, q = U'm1, T = E3(U, U, U).
 *
 * <p>Source: Anandkumar, Foster, Hsu, Kakade and Liu, A Spectral Algorithm for Latent Dirichlet Allocation, NIPS 2012; Halko, Martinsson
 * and Tropp, SIAM Review 53(2), 2011 (range finder).
 */
public final class TopicMoments {
    private final Parts parts;
    private final double[] first;

    /**
     * All that they consist of.
     *
     * @param basis U, words x K, row-major
     * @param second R = U'E2 U, K x K
     * @param third T = E3(U, U, U)
     * @param z of each direction: {@link TopicMoments#z}
     * @param frequencies m1
     * @param tokens by weight
     */
    public record Parts(
            double[] basis,
            double[] second,
            SmallTensor third,
            double[] z,
            double[] frequencies,
            double documents,
            double tokens) {}

    /** @throws InvalidInputException when the parts' sizes do not go together */
    public TopicMoments(Parts parts) {
        int columns = parts.third().size();
        if (parts.basis().length != parts.frequencies().length * columns
                || parts.second().length != columns * columns
                || parts.z().length != columns) {
            throw new InvalidInputException("moments in " + columns + " directions must have as many rows and columns");
        }
        this.parts = parts;
        this.first = new double[columns];
        for (int i = 0; i < parts.frequencies().length; i++) {
            for (int a = 0; a < columns; a++) {
                first[a] += parts.frequencies()[i] * parts.basis()[i * columns + a];
            }
        }
    }

    /**
     * @param columns directions K to keep: the most topics that can be asked for, and some more
     * @param powers steps of the range finder, 1 or more; each is a pass
     * @throws InvalidInputException when no document has 3 words
     */
    public static TopicMoments of(Passes<DocumentBlock> passes, int words, int columns, int powers, long seed) {
        CountPass.Counts counts = CountPass.of(passes, words, seed);
        if (!(counts.weight() > 0)) {
            throw new InvalidInputException("moments need documents of 3 words or more, and there are none");
        }
        int width = Math.min(columns, words);
        double[] all = start(words, width, seed);
        double[] half = all.clone();
        for (int step = 0; step <= powers; step++) {
            double[][] sums = passes.sum(new PowerPass(all, half, width, seed));
            all = next(all, sums[0], counts.h2(), counts.weight(), width);
            half = next(half, sums[1], counts.h2First(), counts.weightFirst(), width);
        }
        double[][] sums = passes.sum(new CompressPass(all, half, width, seed));
        return finish(counts, all, width, sums);
    }

    private static double[] start(int words, int columns, long seed) {
        double[] y = new double[words * columns];
        for (int i = 0; i < words; i++) {
            for (int c = 0; c < columns; c++) {
                y[i * columns + c] = Streams.normal(seed, Purpose.MOMENTS, -1, i, c);
            }
        }
        Matrices.orthonormalise(y, words, columns);
        return y;
    }

    /** An orthonormal basis of E2 Y. */
    private static double[] next(double[] y, double[] sum, double[] h2, double weight, int columns) {
        for (int i = 0; i < h2.length; i++) {
            for (int c = 0; c < columns; c++) {
                int at = i * columns + c;
                sum[at] = (sum[at] - h2[i] * y[at]) / Math.max(weight, Double.MIN_NORMAL);
            }
        }
        Matrices.orthonormalise(sum, h2.length, columns);
        return sum;
    }

    private static TopicMoments finish(CountPass.Counts counts, double[] basis, int columns, double[][] sums) {
        double[] r = sums[1];
        SmallTensor t = new SmallTensor(columns, sums[0]);
        for (int i = 0; i < counts.m1().length; i++) {
            for (int a = 0; a < columns; a++) {
                double u = basis[i * columns + a];
                for (int b = 0; b < columns; b++) {
                    r[a * columns + b] -= counts.h2()[i] * u * basis[i * columns + b];
                }
            }
        }
        Threads.current().each(columns, a -> takeEqualWords(t, columns - 1 - a, basis, sums[2], counts.h3()));
        for (int a = 0; a < r.length; a++) {
            r[a] /= counts.weight();
        }
        for (int a = 0; a < t.values().length; a++) {
            t.values()[a] /= counts.weight();
        }
        symmetric(r, columns);
        double[] z = z(columns, sums);
        return new TopicMoments(new Parts(basis, r, t, z, counts.m1(), counts.documents(), counts.tokens()));
    }

    /** Row a of T -= sum over words of the places of (u, u, g), less 2 h u^3: what a word has in common with itself. */
    private static void takeEqualWords(SmallTensor t, int a, double[] basis, double[] g, double[] h) {
        int n = t.size();
        for (int i = 0; i < h.length; i++) {
            int row = i * n;
            for (int b = 0; b <= a; b++) {
                double forG = basis[row + a] * basis[row + b];
                double forU = basis[row + a] * g[row + b] + basis[row + b] * g[row + a] - 2 * h[i] * forG;
                int to = SmallTensor.offset(a, b);
                for (int c = 0; c <= b; c++) {
                    t.values()[to + c] -= forG * g[row + c] + forU * basis[row + c];
                }
            }
        }
    }

    private static void symmetric(double[] r, int n) {
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                double mean = (r[a * n + b] + r[b * n + a]) / 2;
                r[a * n + b] = mean;
                r[b * n + a] = mean;
            }
        }
    }

    /** Means by their standard errors, of weighted numbers. */
    private static double[] z(int columns, double[][] sums) {
        double[] z = new double[columns];
        double weight = sums[6][0];
        for (int k = 0; k < columns; k++) {
            double mean = sums[3][k] / weight;
            double variance = (sums[4][k] - 2 * mean * sums[5][k] + mean * mean * sums[6][1]) / (weight * weight);
            z[k] = variance > 0 ? mean / Math.sqrt(variance) : 0;
        }
        return z;
    }

    /** U, words x {@link #columns}, row-major. */
    public double[] basis() {
        return parts.basis();
    }

    public int columns() {
        return first.length;
    }

    /** R = U'E2 U. */
    public double[] second() {
        return parts.second();
    }

    /** q = U'm1. */
    public double[] first() {
        return first;
    }

    /** T = E3(U, U, U). */
    public SmallTensor third() {
        return parts.third();
    }

    /** Means by standard errors of the directions found in one half of the documents, in the other half. */
    public double[] z() {
        return parts.z().clone();
    }

    /** m1: each word's share of a document, on average. */
    public double[] frequencies() {
        return parts.frequencies().clone();
    }

    /** What to store. */
    public Parts parts() {
        return parts;
    }

    public int words() {
        return parts.frequencies().length;
    }

    public double documents() {
        return parts.documents();
    }

    public double tokens() {
        return parts.tokens();
    }

    /** How many directions are no noise: those before the first whose z is 3 or less. An upper bound for the number of topics. */
    public int supported() {
        int k = 0;
        while (k < parts.z().length && parts.z()[k] > 3) {
            k++;
        }
        return k;
    }
}
