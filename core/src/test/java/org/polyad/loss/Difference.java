package org.polyad.loss;

import java.util.function.DoubleUnaryOperator;

/**
 * A derivative from values alone: the central difference over five points, and how far it may be from the truth.
 *
 * @param estimate of the derivative
 * @param error a bound: what is left of the fourth-order error, and the rounding of the values
 */
record Difference(double estimate, double error) {
    static Difference of(DoubleUnaryOperator f, double at, double scale) {
        double step = 1e-3 * scale;
        // The steps that were really taken, since at + step is rounded.
        double right = at + step;
        double left = at - step;
        double farRight = at + 2 * step;
        double farLeft = at - 2 * step;
        double a = f.applyAsDouble(farLeft);
        double b = f.applyAsDouble(left);
        double c = f.applyAsDouble(right);
        double d = f.applyAsDouble(farRight);
        double near = (c - b) / (right - left);
        double far = (d - a) / (farRight - farLeft);
        double estimate = near + (near - far) / 3;
        double largest = Math.max(Math.max(Math.abs(a), Math.abs(b)), Math.max(Math.abs(c), Math.abs(d)));
        double rounding = 16 * Math.ulp(largest) / step;
        // And the rounding of the arguments, which moves f by the slope times half an ulp of each.
        double placing = 4 * Math.abs(estimate) * Math.ulp(Math.abs(at) + scale) / step;
        double change = (Math.abs(c - b) + Math.abs(d - a) + Math.abs(a - b)) / step;
        return new Difference(estimate, rounding + placing + 1e-7 * change);
    }

    /** Whether the bound is tight enough for a comparison to mean anything. */
    boolean sharp() {
        return error <= 1e-5 * Math.abs(estimate);
    }
}
