package org.polyad.solver;

import java.util.Arrays;
import org.polyad.InvalidInputException;

/**
 * L-BFGS-B for lower bounds, and L-BFGS where there is none, one iteration at a time. An iteration depends on nothing but what
 * {@link #save} writes, so a run that is saved and resumed takes the same iterates, bit for bit. Holds some 2 x memory + 8 vectors.
 *
 * <p>Sources: Byrd, Lu, Nocedal and Zhu, A Limited Memory Algorithm for Bound Constrained Optimization, SIAM J. Sci. Comput. 16(5), 1995;
 * Liu and Nocedal, On the Limited Memory BFGS Method for Large Scale Optimization, Math. Programming 45, 1989 (without bounds, its two
 * loops being Breeze's).
 */
final class QuasiNewton {
    private static final int HEADER = 6;

    private final Objective objective;
    private final int memory;
    private final double[] lower;
    private final CorrectionPairs pairs;
    private Point at;
    private int iterations;
    private int evaluations;

    private record Point(double[] x, double value, double[] gradient) {}

    /**
     * A minimizer without a first point yet.
     *
     * @param memory how many pairs approximate the Hessian, 5 to 10 as a rule
     * @param lower the lower bounds, -Infinity where there is none (not modified, kept); null for L-BFGS
     */
    QuasiNewton(Objective objective, int memory, double[] lower) {
        this.objective = objective;
        this.memory = memory;
        this.lower = lower;
        this.pairs = new CorrectionPairs(memory);
    }

    /** Evaluates the first point, which must lie within the bounds. */
    void start(double[] x) {
        checkSize(x.length);
        for (int i = 0; lower != null && i < x.length; i++) {
            if (!(x[i] >= lower[i])) {
                throw new InvalidInputException(
                        "x[" + i + "] must be at least its lower bound " + lower[i] + ", but is " + x[i]);
            }
        }
        at = evaluated(x.clone());
    }

    private Point evaluated(double[] x) {
        double[] gradient = new double[x.length];
        evaluations++;
        return new Point(x, objective.valueAndGradient(x, gradient), gradient);
    }

    /**
     * Takes one iteration, which lowers the value.
     *
     * @return false if the point stays as it was: it is {@link #stationary}, or no step along the last direction and along the (projected)
     *     gradient lowers the value, or value or gradient of the first point are not finite
     */
    boolean step() {
        if (stationary() || !Double.isFinite(at.value)) {
            return false;
        }
        if (search()) {
            return true;
        }
        if (pairs.size() == 0) {
            return false;
        }
        pairs.clear();
        return search();
    }

    /** One line search. */
    private boolean search() {
        double[] target = target();
        double[] direction = new double[target.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = target[i] - at.x[i];
        }
        double slope = CorrectionPairs.dot(direction, at.gradient);
        if (!(slope < 0) || slope == Double.NEGATIVE_INFINITY) {
            return false;
        }
        Point[] last = new Point[1];
        LineSearch.Ray ray = t -> {
            last[0] = evaluated(t == 1 ? target : moved(direction, t));
            return new double[] {last[0].value, CorrectionPairs.dot(last[0].gradient, direction)};
        };
        double found = LineSearch.search(ray, at.value, slope, 1, longest(direction));
        if (Double.isNaN(found)) {
            return false;
        }
        double[] x = found == 1 ? target : moved(direction, found);
        accept(Arrays.equals(x, last[0].x) ? last[0] : evaluated(x));
        return true;
    }

    private void accept(Point next) {
        double[] step = new double[next.x.length];
        double[] change = new double[next.x.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = next.x[i] - at.x[i];
            change[i] = next.gradient[i] - at.gradient[i];
        }
        pairs.add(step, change);
        at = next;
        iterations++;
    }

    /** Where a unit step leads. Without pairs nothing is known of the scale, so the step is then as long as x itself. */
    private double[] target() {
        double[] x = at.x;
        double length = Math.sqrt(CorrectionPairs.dot(x, x));
        double scale = Math.sqrt(CorrectionPairs.dot(at.gradient, at.gradient)) / (length > 0 ? length : 1);
        if (lower == null) {
            double[] direction = BreezeLbfgs.direction(pairs, at.gradient);
            double factor = pairs.size() == 0 ? 1 / scale : 1;
            for (int i = 0; i < x.length; i++) {
                direction[i] = x[i] + factor * direction[i];
            }
            return direction;
        }
        CompactHessian hessian = CompactHessian.of(pairs, scale);
        if (!hessian.definite()) {
            pairs.clear();
            hessian = CompactHessian.of(pairs, scale);
        }
        CauchyPoint cauchy = new CauchyPoint(hessian, x, at.gradient, lower);
        return new SubspaceMinimum(hessian, x, at.gradient, lower).from(cauchy);
    }

    private double[] moved(double[] direction, double t) {
        double[] to = new double[direction.length];
        for (int i = 0; i < to.length; i++) {
            double moved = at.x[i] + t * direction[i];
            to[i] = lower == null ? moved : Math.max(lower[i], moved);
        }
        return to;
    }

    /** The longest step within the bounds; the direction ends there, so one is always allowed. */
    private double longest(double[] direction) {
        double longest = Double.POSITIVE_INFINITY;
        for (int i = 0; lower != null && i < direction.length; i++) {
            if (direction[i] < 0) {
                longest = Math.min(longest, (lower[i] - at.x[i]) / direction[i]);
            }
        }
        return Math.max(1, longest);
    }

    /**
     * Goes on in the unknowns {@code x[i] / factors[i]}, where the objective is to be the same function of the old ones.
     *
     * @param factors powers of two, so that nothing is rounded; the lower bounds are 0 or -Infinity
     */
    void rescale(double[] factors) {
        for (int i = 0; i < factors.length; i++) {
            at.x[i] /= factors[i];
            at.gradient[i] *= factors[i];
        }
        pairs.rescale(factors);
    }

    /** Whether the gradient is exactly zero but for the unknowns that it presses against their bounds. */
    boolean stationary() {
        for (int i = 0; i < at.x.length; i++) {
            double g = at.gradient[i];
            if (g != 0 && !(lower != null && g > 0 && at.x[i] == lower[i])) {
                return false;
            }
        }
        return true;
    }

    /** The point, which the caller does not modify. */
    double[] x() {
        return at.x;
    }

    double value() {
        return at.value;
    }

    /** The gradient at the point, which the caller does not modify. */
    double[] gradient() {
        return at.gradient;
    }

    int iterations() {
        return iterations;
    }

    int evaluations() {
        return evaluations;
    }

    /** All that the next iteration depends on, some 2 + 2 x memory vectors. */
    double[] save() {
        int n = at.x.length;
        double[] saved = new double[HEADER + (2 + 2 * pairs.size()) * n];
        double[] header = {kind(), memory, n, iterations, evaluations, at.value};
        System.arraycopy(header, 0, saved, 0, HEADER);
        System.arraycopy(at.x, 0, saved, HEADER, n);
        System.arraycopy(at.gradient, 0, saved, HEADER + n, n);
        pairs.save(saved, HEADER + 2 * n);
        return saved;
    }

    /** Continues from what a minimizer of the same objective, memory and bounds saved. */
    void resume(double[] saved) {
        if (saved.length < HEADER || saved[0] != kind() || saved[1] != memory) {
            throw new InvalidInputException("expected a state of kind " + kind() + " with memory " + memory
                    + ", but it begins with " + Arrays.toString(Arrays.copyOf(saved, 2)));
        }
        int n = (int) saved[2];
        checkSize(n);
        iterations = (int) saved[3];
        evaluations = (int) saved[4];
        double[] x = Arrays.copyOfRange(saved, HEADER, HEADER + n);
        at = new Point(x, saved[5], Arrays.copyOfRange(saved, HEADER + n, HEADER + 2 * n));
        pairs.resume(saved, HEADER + 2 * n, n);
    }

    private int kind() {
        return lower == null ? 0 : 1;
    }

    private void checkSize(int n) {
        if (lower != null && n != lower.length) {
            throw new InvalidInputException(
                    "expected " + lower.length + " unknowns, one for each lower bound, but there are " + n);
        }
        if ((2L + 2L * memory) * n > Integer.MAX_VALUE - 10_000L) {
            throw new InvalidInputException(
                    "memory " + memory + " with " + n + " unknowns does not fit an array; choose a smaller memory");
        }
    }
}
