package org.polyad.kernel;

import java.io.Serializable;

/**
 * The closed form of the sum of f(0, m) over all cells of a row a of one part, where f(0, m) = c0 + c1 m + c2 m^2. Since m is linear in
 * the row it is a polynomial of degree two in it:
 *
 * <pre>sum = constant + u . a + a' Gamma a</pre>
 *
 * Each format has its own u and Gamma. Immutable: threads share it, and clusters send it.
 */
public interface ZeroTerm extends Serializable {
    /** The sum at row {@code a}, {@code stride} numbers. */
    double valueAt(double[] a);

    /** gradient += u + 2 Gamma a. @param gradient {@code stride} numbers (output, accumulated) */
    void addGradient(double[] a, double[] gradient);

    /** hessian += 2 Gamma. @param hessian {@code stride x stride}, row-major (output, accumulated) */
    void addHessian(double[] hessian);
}
