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

    /** The energy of a membrane over a square grid with a fixed rim: half the sum of squared differences of neighbours. */
    static Objective membrane(int size) {
        return (x, g) -> {
            double value = 0;
            Arrays.fill(g, 0);
            for (int i = 0; i <= size; i++) {
                for (int j = 0; j <= size; j++) {
                    value +=
                            edge(x, g, size, new int[] {i, j, i - 1, j}) + edge(x, g, size, new int[] {i, j, i, j - 1});
                }
            }
            return value;
        };
    }

    private static double edge(double[] x, double[] g, int size, int[] ends) {
        int a = inside(ends[0], ends[1], size) ? ends[0] * size + ends[1] : -1;
        int b = inside(ends[2], ends[3], size) ? ends[2] * size + ends[3] : -1;
        double difference = (a < 0 ? 0 : x[a]) - (b < 0 ? 0 : x[b]);
        if (a >= 0) {
            g[a] += difference;
        }
        if (b >= 0) {
            g[b] -= difference;
        }
        return difference * difference / 2;
    }

    private static boolean inside(int i, int j, int size) {
        return i >= 0 && j >= 0 && i < size && j < size;
    }

    /** The membrane above an obstacle, one number at a time: the mean of its neighbours, or the obstacle. */
    static double[] projectedGaussSeidel(int size, double[] obstacle, int sweeps) {
        double[] x = obstacle.clone();
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int k = 0; k < x.length; k++) {
                double sum = (k >= size ? x[k - size] : 0)
                        + (k + size < x.length ? x[k + size] : 0)
                        + (k % size > 0 ? x[k - 1] : 0)
                        + (k % size < size - 1 ? x[k + 1] : 0);
                x[k] = Math.max(obstacle[k], sum / 4);
            }
        }
        return x;
    }

    /** A quadratic whose optimum within the bounds is known. */
    record KnownQuadratic(Objective objective, double[] lower, double[] optimum) {}

    static KnownQuadratic moreToraldo(int n, double condition, double degeneracy, Random random) {
        double[] y = random.doubles(n, -1, 1).toArray();
        double squares = Arrays.stream(y).map(v -> v * v).sum();
        double[] optimum = random.doubles(n, -1, 1).toArray();
        double[] multiplier = new double[n];
        double[] lower = new double[n];
        for (int i = 0; i < n; i++) {
            boolean active = random.nextBoolean();
            multiplier[i] = active ? Math.pow(10, -degeneracy * random.nextDouble()) : 0;
            lower[i] = active ? optimum[i] : optimum[i] - random.nextDouble();
        }
        Objective objective = (x, g) -> {
            double[] e = new double[n];
            Arrays.setAll(e, i -> x[i] - optimum[i]);
            double[] z = reflected(e, y, squares);
            for (int i = 0; i < n; i++) {
                z[i] *= Math.pow(condition, i / (n - 1.0));
            }
            double[] product = reflected(z, y, squares);
            double value = 0;
            for (int i = 0; i < n; i++) {
                value += e[i] * product[i] / 2 + multiplier[i] * e[i];
                g[i] = product[i] + multiplier[i];
            }
            return value;
        };
        return new KnownQuadratic(objective, lower, optimum);
    }

    /** (I - 2 y y' / y'y) v. */
    private static double[] reflected(double[] v, double[] y, double squares) {
        double dot = 0;
        for (int i = 0; i < v.length; i++) {
            dot += v[i] * y[i];
        }
        double[] result = v.clone();
        for (int i = 0; i < v.length; i++) {
            result[i] -= 2 * dot / squares * y[i];
        }
        return result;
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
