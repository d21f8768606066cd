package org.polyad.moments;

import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;

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
        double[][] bases = width == words
                ? new double[][] {identity(words), identity(words)}
                : bases(passes, counts, new Space(words, width, powers, seed));
        double[][] sums = passes.sum(new CompressPass(bases[0], bases[1], width, seed));
        return finish(counts, bases[0], width, sums);
    }

    private record Space(int words, int columns, int powers, long seed) {
        RangeFinder finder() {
            double[] start = new double[words * columns];
            Threads.current().rows(words, i -> {
                for (int c = 0; c < columns; c++) {
                    start[i * columns + c] = Streams.normal(seed, Purpose.MOMENTS, -1, i, c);
                }
            });
            return new RangeFinder(words, columns, start);
        }
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    /** The leading directions of E2, and of E2 of the first half of the documents. */
    private static double[][] bases(Passes<DocumentBlock> passes, CountPass.Counts counts, Space space) {
        RangeFinder all = space.finder();
        RangeFinder half = space.finder();
        for (int step = 0; step <= space.powers(); step++) {
            double[][] sums = passes.sum(new PowerPass(all.next(), half.next(), space.columns(), space.seed()));
            all.add(product(all.next(), sums[0], counts.h2(), counts.weight()));
            half.add(product(half.next(), sums[1], counts.h2First(), counts.weightFirst()));
        }
        return new double[][] {all.basis(), half.basis()};
    }

    /** E2 Y from the sum over pairs of all tokens: those of a token with itself are taken off. */
    private static double[] product(double[] y, double[] sum, double[] h2, double weight) {
        int columns = y.length / h2.length;
        for (int p = 0; p < y.length; p++) {
            sum[p] = (sum[p] - h2[p / columns] * y[p]) / Math.max(weight, Double.MIN_NORMAL);
        }
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
        Matrices.symmetric(r, columns);
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
