package org.polyad.moments;

import org.polyad.loss.batch.Elementary;

/**
 * The logarithm of the gamma function and its derivative, by their asymptotic series after a shift of small arguments.
 *
 * <p>Source: Abramowitz and Stegun, 6.1.15, 6.1.41, 6.3.5, 6.3.18.
 */
final class GammaFunctions {
    private static final double LARGE = 8;
    private static final double HALF_LOG_2PI = 0.9189385332046727418;

    private GammaFunctions() {}

    /** psi(x) for x &gt; 0; the error is a few 1e-15 (1 + |psi|). */
    static double digamma(double x) {
        double shift = 0;
        double y = x;
        while (y < LARGE) {
            shift += 1 / y;
            y++;
        }
        double z = 1 / (y * y);
        double series = z
                * (1.0 / 12
                        - z
                                * (1.0 / 120
                                        - z
                                                * (1.0 / 252
                                                        - z
                                                                * (1.0 / 240
                                                                        - z
                                                                                * (1.0 / 132
                                                                                        - z
                                                                                                * (691.0 / 32760
                                                                                                        - z
                                                                                                                * (1.0
                                                                                                                        / 12)))))));
        return Elementary.log(y) - 0.5 / y - series - shift;
    }

    /** log Gamma(x) for x &gt; 0. */
    static double logGamma(double x) {
        double product = 1;
        double y = x;
        while (y < LARGE) {
            product *= y;
            y++;
        }
        double z = 1 / (y * y);
        double series = (1.0 / 12
                        - z
                                * (1.0 / 360
                                        - z
                                                * (1.0 / 1260
                                                        - z
                                                                * (1.0 / 1680
                                                                        - z
                                                                                * (1.0 / 1188
                                                                                        - z
                                                                                                * (691.0 / 360360
                                                                                                        - z / 156))))))
                / y;
        return (y - 0.5) * Elementary.log(y) - y + HALF_LOG_2PI + series - Elementary.log(product);
    }

    /** psi'(x) for x &gt; 0. */
    static double trigamma(double x) {
        double shift = 0;
        double y = x;
        while (y < LARGE) {
            shift += 1 / (y * y);
            y++;
        }
        double z = 1 / (y * y);
        double series = z / y * (1.0 / 6 - z * (1.0 / 30 - z * (1.0 / 42 - z * (1.0 / 30 - z * (5.0 / 66)))));
        return 1 / y + z / 2 + series + shift;
    }

    /** The x with psi(x) = y, by Newton's method from Minka's start (Estimating a Dirichlet Distribution, appendix C). */
    static double inverseDigamma(double y) {
        double x = y >= -2.22 ? Elementary.exp(y) + 0.5 : -1 / (y - digamma(1));
        for (int step = 0; step < 6; step++) {
            x -= (digamma(x) - y) / trigamma(x);
        }
        return x;
    }
}
