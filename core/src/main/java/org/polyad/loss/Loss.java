package org.polyad.loss;

import java.io.Serializable;
import java.util.Optional;

/**
 * A loss f(x, m): the price of the model's value m where the data say x, usually the negative log-likelihood of x given
 * m without the terms in x alone.
 *
 * <p>The interface is open. A loss of one's own needs the six scalar methods that have no default (and {@link
 * #lowerBound} where m must not be negative); it must be immutable, since threads share it, and serialisable, since
 * clusters send it. {@link Losses} has the built-in ones.
 *
 * <p>Source: D. Hong, T. G. Kolda, J. A. Duersch, Generalized Canonical Polyadic Tensor Decomposition, SIAM Review
 * 62(1), 2020.
 */
public interface Loss extends Serializable {
    /**
     * The canonical spelling, with parameters where there are any: {@code huber(delta=0.25)}. For a built-in loss {@link
     * Losses#parse} gives back an equal loss.
     */
    String name();

    /** f(x, m). */
    double value(double x, double m);

    /** df/dm. */
    double derivative(double x, double m);

    /**
     * The weight h &gt;= 0 of the parabola f(x, m) + df/dm (m' - m) + h (m' - m)^2 / 2 that a second-order method puts in
     * f's place near m. It is the second derivative where f is convex in m; otherwise its mean E[h] (the Fisher
     * information), or the secant of df/dm between m and the best m for x, with which the Newton step for one entry ends
     * there. A method must still shorten a step that raises its objective.
     *
     * <p>With a {@link #zeroPart}, curvature(0, m) must be twice its quadratic coefficient: what is summed over all
     * cells in closed form is taken off again at the listed ones.
     */
    double curvature(double x, double m);

    /** E[x] under the parameter m: the inverse link. */
    double mean(double m);

    /** Whether E[x] = c m with a constant c: an average of means is then the mean at the average of m. */
    default boolean linearMean() {
        return false;
    }

    /**
     * A batch of means. Allocates nothing.
     *
     * @param n how many
     * @param m the model's values (input, not modified)
     * @param means E[x] under each (output, overwritten); another array than m
     */
    default void means(int n, double[] m, double[] means) {
        for (int i = 0; i < n; i++) {
            means[i] = mean(m[i]);
        }
    }

    /** What x may be. */
    Domain domain();

    /** The least allowed m: 0 or negative infinity. */
    default double lowerBound() {
        return Double.NEGATIVE_INFINITY;
    }

    /** The closed form of f(0, m), where f(0, m) is a polynomial in m of degree two or less. */
    default Optional<ZeroPart> zeroPart() {
        return Optional.empty();
    }

    /** Whether entries that are not listed may be observed zeros. */
    default boolean unlistedZeros() {
        return domain().contains(0);
    }

    /** Whether f is quadratic in m, so that one Newton step is exact. */
    default boolean quadratic() {
        return false;
    }

    /**
     * A loss with the same domain and bound to begin with, where descent on this one from random factors gets caught on the way;
     * this one itself where it does not. The model that fits it is the start.
     */
    default Loss forStart() {
        return this;
    }

    /**
     * The infimum of f(x, m) over the allowed m, the deviance's zero point. The default searches: it takes the least value
     * over a grid that spans twelve decades on both sides of 1 (and of -1 where m may be negative), and refines around it.
     * That finds the infimum, to about half the digits of m, of any f with one valley for each sign of m or with an
     * infimum at an end.
     */
    default double saturated(double x) {
        return ValleySearch.infimum(this, x);
    }

    /**
     * A batch of values, for the inner loops: f[i] = f(x[i], m[i]) for 0 &lt;= i &lt; n. Allocates nothing.
     *
     * @param n the number of pairs
     * @param x the data (input, not modified)
     * @param m the model's values (input, not modified)
     * @param f the values (output, overwritten)
     */
    default void values(int n, double[] x, double[] m, double[] f) {
        for (int i = 0; i < n; i++) {
            f[i] = value(x[i], m[i]);
        }
    }

    /**
     * A batch of values, derivatives and curvatures, for second-order methods. Allocates nothing.
     *
     * @param n the number of pairs
     * @param x the data (input, not modified)
     * @param m the model's values (input, not modified)
     * @param f the values (output, overwritten)
     * @param g the derivatives (output, overwritten)
     * @param h the curvatures (output, overwritten)
     */
    default void evaluate(int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
        for (int i = 0; i < n; i++) {
            f[i] = value(x[i], m[i]);
            g[i] = derivative(x[i], m[i]);
            h[i] = curvature(x[i], m[i]);
        }
    }

    /**
     * A batch of values and derivatives, for first-order methods. Allocates nothing.
     *
     * @param n the number of pairs
     * @param x the data (input, not modified)
     * @param m the model's values (input, not modified)
     * @param f the values (output, overwritten)
     * @param g the derivatives (output, overwritten)
     */
    default void gradients(int n, double[] x, double[] m, double[] f, double[] g) {
        for (int i = 0; i < n; i++) {
            f[i] = value(x[i], m[i]);
            g[i] = derivative(x[i], m[i]);
        }
    }

    /**
     * A batch of derivatives and curvatures without the values. Allocates nothing.
     *
     * @param n the number of pairs
     * @param x the data (input, not modified)
     * @param m the model's values (input, not modified)
     * @param g the derivatives (output, overwritten)
     * @param h the curvatures (output, overwritten)
     */
    default void slopes(int n, double[] x, double[] m, double[] g, double[] h) {
        for (int i = 0; i < n; i++) {
            g[i] = derivative(x[i], m[i]);
            h[i] = curvature(x[i], m[i]);
        }
    }

    /** Whether {@link #increases} is cheaper than values: a method may then do without these until the bound does not decide. */
    default boolean boundsIncreases() {
        return false;
    }

    /**
     * A batch of upper bounds of f(x, to) - f(x, from), which exceed it by no more than a term in (to - from)^3. The default is
     * the difference itself. Allocates nothing.
     *
     * @param n the number of pairs
     * @param x the data (input, not modified)
     * @param from the model's values before (input, not modified)
     * @param to the model's values after (input, not modified)
     * @param f the bounds (output, overwritten)
     */
    default void increases(int n, double[] x, double[] from, double[] to, double[] f) {
        for (int i = 0; i < n; i++) {
            f[i] = value(x[i], to[i]) - value(x[i], from[i]);
        }
    }

    /**
     * A batch of derivatives alone, for stochastic steps, which never ask for the value. Allocates nothing.
     *
     * @param n the number of pairs
     * @param x the data (input, not modified)
     * @param m the model's values (input, not modified)
     * @param g the derivatives (output, overwritten)
     */
    default void derivatives(int n, double[] x, double[] m, double[] g) {
        for (int i = 0; i < n; i++) {
            g[i] = derivative(x[i], m[i]);
        }
    }
}
