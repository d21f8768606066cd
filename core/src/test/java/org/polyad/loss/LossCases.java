package org.polyad.loss;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The losses under test, and ordinary and extreme points for each. */
final class LossCases {
    private LossCases() {}

    static Stream<Loss> all() {
        Stream<String> others = Stream.of(
                "poisson(eps=1e-4)",
                "bernoulli-odds(eps=0.01)",
                "gamma(eps=1e-4)",
                "rayleigh(eps=1e-4)",
                "negative-binomial(k=5)",
                "negative-binomial(k=0.3, eps=1e-4)",
                "huber(delta=3)",
                "beta(b=-1)",
                "beta(b=0)",
                "beta(b=1)",
                "beta(b=1.5, eps=1e-4)",
                "beta(b=2)",
                "beta(b=2, eps=0.1)",
                "beta(b=3)");
        return Stream.concat(Losses.names().stream(), others).map(Losses::parse);
    }

    /**
     * The losses whose derivative is linear in x, so that the best m for a sample is that for its mean; of those with
     * the usual eps, since a large one moves the best m by as much.
     */
    static Stream<Loss> linear() {
        return all().filter(loss -> !loss.name().startsWith("rayleigh"))
                .filter(loss -> !loss.name().contains("eps="));
    }

    static double[] data(Loss loss) {
        return switch (loss.domain()) {
            case REAL -> new double[] {-1e3, -2.5, -0.1, 0, 0.3, 1, 7, 1e3};
            case NONNEGATIVE -> new double[] {0, 1e-6, 0.3, 1, 7.5, 1e4};
            case POSITIVE -> new double[] {1e-6, 0.3, 1, 7.5, 1e4};
            case COUNT -> new double[] {0, 1, 2, 7, 1e4};
            case BINARY -> new double[] {0, 1};
        };
    }

    static double[] parameters(Loss loss) {
        if (loss.lowerBound() == 0) {
            return new double[] {0, 1e-12, 1e-6, 0.01, 0.31, 1, 3.7, 50, 1e4, 1e8};
        }
        // Log and logit links take the exponential of m.
        return loss.domain() == Domain.REAL
                ? new double[] {-1e6, -41, -5.2, -0.31, 0, 1e-8, 0.33, 1, 6.3, 44, 1e6}
                : new double[] {-700, -40, -5, -0.3, 0, 1e-8, 0.4, 1, 6, 40, 700};
    }

    /** The distance over which f changes its shape near m. */
    static double scale(Loss loss, double m) {
        if (loss.lowerBound() == 0) {
            return m + eps(loss);
        }
        return loss.name().startsWith("huber") ? 0.25 : 1;
    }

    private static double eps(Loss loss) {
        Matcher matcher = Pattern.compile("eps=([^)]+)").matcher(loss.name());
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 1e-10;
    }

    /** Whether f has a jump in its second derivative near m, which no difference quotient can cross. */
    static boolean kink(Loss loss, double x, double m) {
        if (!loss.name().startsWith("huber")) {
            return false;
        }
        double delta = loss.equals(Losses.huber(3)) ? 3 : 0.25;
        return Math.abs(Math.abs(x - m) - delta) < 0.01;
    }

    /** The losses whose curvature is the second derivative. */
    static Stream<Loss> convex() {
        return Stream.of(
                        "gaussian",
                        "bernoulli-logit",
                        "poisson",
                        "poisson(eps=1e-4)",
                        "poisson-log",
                        "beta(b=1)",
                        "beta(b=1.2)",
                        "beta(b=1.5, eps=1e-4)",
                        "beta(b=2)")
                .map(Losses::parse);
    }
}
