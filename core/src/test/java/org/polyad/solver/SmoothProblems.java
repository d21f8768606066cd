package org.polyad.solver;

import java.util.Arrays;
import java.util.Random;

/** Objectives to minimise. */
final class SmoothProblems {
    private SmoothProblems() {}

    /** The chained Rosenbrock function: a curved valley with its minimum, zero, at one. */
    static Objective rosenbrock() {
        return (x, g) -> {
            Arrays.fill(g, 0);
            double value = 0;
            for (int i = 0; i + 1 < x.length; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                value += 100 * a * a + b * b;
                g[i] += -400 * a * x[i] - 2 * b;
                g[i + 1] += 200 * a;
            }
            return value;
        };
    }

    /** Half the sum of w (x - c)^2 with w from 1 to 10, and c = 1, -1, 1, ... */
    static Objective quadratic() {
        return (x, g) -> {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                double w = Math.pow(10, (i + 1.0) / x.length);
                double e = x[i] - (i % 2 == 0 ? 1 : -1);
                value += 0.5 * w * e * e;
                g[i] = w * e;
            }
            return value;
        };
    }

    /**
     * The least squares (or, for counts, Poisson) distance of an I x I x I tensor to three factors of R columns, laid out one
     * after the other, row by row. The tensor is such a model with noise.
     */
    static Objective tensor(int size, int rank, boolean counts, long seed) {
        Random random = new Random(seed);
        double[] truth = uniform(3 * size * rank, 1.5, random);
        double[] data = new double[size * size * size];
        for (int p = 0; p < data.length; p++) {
            double mean = model(truth, size, rank, p);
            data[p] = counts ? poisson(mean, random) : mean + 0.1 * random.nextGaussian();
        }
        return (x, g) -> {
            Arrays.fill(g, 0);
            double value = 0;
            for (int p = 0; p < data.length; p++) {
                double m = model(x, size, rank, p);
                double floor = m + 1e-10;
                value += counts ? m - data[p] * Math.log(floor) : (m - data[p]) * (m - data[p]);
                addSlope(x, g, size, rank, p, counts ? 1 - data[p] / floor : 2 * (m - data[p]));
            }
            return value;
        };
    }

    static double[] uniform(int n, double scale, Random random) {
        return random.doubles(n).map(u -> scale * u).toArray();
    }

    private static double model(double[] x, int size, int rank, int p) {
        double m = 0;
        for (int r = 0; r < rank; r++) {
            m += x[row(0, size, rank, p) + r] * x[row(1, size, rank, p) + r] * x[row(2, size, rank, p) + r];
        }
        return m;
    }

    private static void addSlope(double[] x, double[] g, int size, int rank, int p, double derivative) {
        int a = row(0, size, rank, p);
        int b = row(1, size, rank, p);
        int c = row(2, size, rank, p);
        for (int r = 0; r < rank; r++, a++, b++, c++) {
            g[a] += derivative * x[b] * x[c];
            g[b] += derivative * x[a] * x[c];
            g[c] += derivative * x[a] * x[b];
        }
    }

    /** Where the row of a mode begins to which entry p belongs. */
    private static int row(int mode, int size, int rank, int p) {
        int subscript = mode == 0 ? p / size / size : mode == 1 ? p / size % size : p % size;
        return (mode * size + subscript) * rank;
    }

    private static int poisson(double mean, Random random) {
        int count = 0;
        for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
