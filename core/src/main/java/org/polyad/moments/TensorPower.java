package org.polyad.moments;

import org.polyad.random.Purpose;
import org.polyad.random.Streams;

/**
 * t = sum_r lambda_r v_r (x) v_r (x) v_r with orthonormal v_r, found one after the other by the power method v &lt;- t(I, v, v) / norm
 * from several starts, the best of which is polished and taken off the tensor. With noise the v are only nearly orthogonal.
 *
 * <p>Source: Anandkumar, Ge, Hsu, Kakade and Telgarsky, JMLR 15, 2014, algorithm 1.
 */
final class TensorPower {
    private static final int STARTS = 10;
    private static final int FIRST = 10;
    private static final int MOST = 100;
    private static final double CONVERGED = 1e-14;

    private TensorPower() {}

    /** @param vectors k x k, v_r its rows @param residual ||t - sum lambda v^3|| / ||t|| */
    record Result(double[] lambda, double[][] vectors, double residual) {}

    /** @param near vectors to start from as well, with fewer random starts; null: none */
    static Result of(SmallTensor tensor, double[][] near, long seed) {
        int k = tensor.size();
        SmallTensor rest = tensor.copy();
        double[] lambda = new double[k];
        double[][] vectors = new double[k][];
        for (int r = 0; r < k; r++) {
            double[] v = best(rest, r, near, seed);
            double[] y = new double[k];
            for (int step = 0; step < MOST && change(rest, v, y) > CONVERGED; step++) {
                continue;
            }
            rest.square(v, y);
            lambda[r] = Matrices.dot(v, y);
            vectors[r] = v;
            rest.addCube(-lambda[r], v);
        }
        double norm = Math.sqrt(tensor.normSquared());
        return new Result(lambda, vectors, norm == 0 ? 0 : Math.sqrt(rest.normSquared()) / norm);
    }

    private static double[] best(SmallTensor tensor, int component, double[][] near, long seed) {
        int k = tensor.size();
        int random = near == null ? STARTS : 1;
        int starts = random + (near == null ? 0 : near.length);
        double[] best = null;
        double highest = Double.NEGATIVE_INFINITY;
        double[] y = new double[k];
        for (int start = 0; start < starts; start++) {
            double[] v = start < random ? random(k, component, start, seed) : near[start - random].clone();
            int steps = start < random ? FIRST : 1;
            for (int step = 0; step < steps; step++) {
                change(tensor, v, y);
            }
            tensor.square(v, y);
            double value = Matrices.dot(v, y);
            if (value > highest) {
                highest = value;
                best = v;
            }
        }
        return best;
    }

    private static double[] random(int k, int component, int start, long seed) {
        double[] v = new double[k];
        double norm = 0;
        for (int i = 0; i < k; i++) {
            v[i] = Streams.normal(seed, Purpose.MOMENTS, component, start, i);
            norm += v[i] * v[i];
        }
        for (int i = 0; i < k; i++) {
            v[i] /= Math.sqrt(norm);
        }
        return v;
    }

    /** One step; returns the largest change of a number of v. */
    private static double change(SmallTensor tensor, double[] v, double[] y) {
        tensor.square(v, y);
        double norm = Math.sqrt(Matrices.dot(y, y));
        if (norm == 0) {
            return 0;
        }
        double change = 0;
        for (int i = 0; i < v.length; i++) {
            double next = y[i] / norm;
            change = Math.max(change, Math.abs(next - v[i]));
            v[i] = next;
        }
        return change;
    }
}
