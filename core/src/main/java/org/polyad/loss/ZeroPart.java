package org.polyad.loss;

/**
 * The loss of an observed zero as a polynomial of low degree in the model's value:
 *
 * <pre>f(0, m) = constant + linear m + quadratic m^2</pre>
 *
 * <p>Its sum over all cells of a tensor has a closed form in the factor matrices, so that a sparse tensor's zeros need
 * not be visited.
 *
 * @param constant the coefficient of 1
 * @param linear the coefficient of m
 * @param quadratic the coefficient of m^2
 */
public record ZeroPart(double constant, double linear, double quadratic) {
    /** The same times a factor. */
    public ZeroPart times(double factor) {
        return new ZeroPart(factor * constant, factor * linear, factor * quadratic);
    }
}
