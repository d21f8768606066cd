package org.polyad.loss;

import java.util.List;

/**
 * The built-in losses, by name ({@link #parse}) and as factory methods.
 *
 * <p>eps (1e-10 unless given) is added to m in logarithms and denominators, where m &gt;= 0 may be 0.
 */
public final class Losses {
    private static final Parameter EPS = Parameter.between("eps", 1e-10, 0, 1).silentByDefault();

    private static final Family GAUSSIAN = new Family("gaussian", p -> gaussian());
    private static final Family BERNOULLI_LOGIT = new Family("bernoulli-logit", p -> bernoulliLogit());
    private static final Family BERNOULLI_ODDS = new Family("bernoulli-odds", p -> bernoulliOdds(p[0]), EPS);
    private static final Family POISSON = new Family("poisson", p -> poisson(p[0]), EPS);
    private static final Family POISSON_LOG = new Family("poisson-log", p -> poissonLog());
    private static final Family GAMMA = new Family("gamma", p -> gamma(p[0]), EPS);
    private static final Family RAYLEIGH = new Family("rayleigh", p -> rayleigh(p[0]), EPS);
    private static final Family NEGATIVE_BINOMIAL =
            new Family("negative-binomial", p -> negativeBinomial(p[0], p[1]), Parameter.positive("k", 1), EPS);
    private static final Family HUBER = new Family("huber", p -> huber(p[0]), Parameter.positive("delta", 0.25));
    private static final Family BETA = new Family("beta", p -> beta(p[0], p[1]), Parameter.finite("b", 0.5), EPS);

    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            GAUSSIAN,
            BERNOULLI_LOGIT,
            BERNOULLI_ODDS,
            POISSON,
            POISSON_LOG,
            GAMMA,
            RAYLEIGH,
            NEGATIVE_BINOMIAL,
            HUBER,
            BETA));

    private Losses() {}

    /**
     * The loss that a specification names: a name, then parameters in brackets where the defaults will not do, as in
     * {@code gaussian}, {@code huber(delta=1)} or {@code negative-binomial(k=5, eps=1e-8)}.
     *
     * @throws IllegalArgumentException when the name or a parameter is unknown, or a parameter's number is ill-formed or
     *     out of range
     */
    public static Loss parse(String specification) {
        return CATALOGUE.parse(specification);
    }

    /** The names of the built-in losses. */
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /** Least squares: (x - m)^2. */
    public static Loss gaussian() {
        return new Gaussian(GAUSSIAN.spell());
    }

    /** Links, x = 0 or 1, with log odds m: log(1 + e^m) - x m. */
    public static Loss bernoulliLogit() {
        return new BernoulliLogit(BERNOULLI_LOGIT.spell());
    }

    /** Links, x = 0 or 1, with odds m &gt;= 0: log(m + 1) - x log(m + eps). */
    public static Loss bernoulliOdds() {
        return bernoulliOdds(EPS.usual());
    }

    /** {@link #bernoulliOdds()} with eps in (0, 1). */
    public static Loss bernoulliOdds(double eps) {
        return new BernoulliOdds(BERNOULLI_ODDS.spell(eps), eps);
    }

    /** Counts with mean m &gt;= 0: m - x log(m + eps). */
    public static Loss poisson() {
        return poisson(EPS.usual());
    }

    /** {@link #poisson()} with eps in (0, 1). */
    public static Loss poisson(double eps) {
        return new Poisson(POISSON.spell(eps), Domain.COUNT, eps);
    }

    /** Counts with mean e^m: e^m - x m. */
    public static Loss poissonLog() {
        return new PoissonLog(POISSON_LOG.spell());
    }

    /** Numbers x &gt; 0 with mean m &gt;= 0: x / (m + eps) + log(m + eps). */
    public static Loss gamma() {
        return gamma(EPS.usual());
    }

    /** {@link #gamma()} with eps in (0, 1). */
    public static Loss gamma(double eps) {
        return new Gamma(GAMMA.spell(eps), Domain.POSITIVE, eps);
    }

    /** Magnitudes x &gt; 0 with mean m &gt;= 0: 2 log(m + eps) + (pi / 4) (x / (m + eps))^2. */
    public static Loss rayleigh() {
        return rayleigh(EPS.usual());
    }

    /** {@link #rayleigh()} with eps in (0, 1). */
    public static Loss rayleigh(double eps) {
        return new Rayleigh(RAYLEIGH.spell(eps), eps);
    }

    /** Dispersed counts with mean k m, m &gt;= 0, for k &gt; 0: (k + x) log(1 + m) - x log(m + eps). */
    public static Loss negativeBinomial(double k) {
        return negativeBinomial(k, EPS.usual());
    }

    /** {@link #negativeBinomial(double)} with eps in (0, 1). */
    public static Loss negativeBinomial(double k, double eps) {
        return new NegativeBinomial(NEGATIVE_BINOMIAL.spell(k, eps), k, eps);
    }

    /** Least squares up to |x - m| = delta &gt; 0, and linear beyond. */
    public static Loss huber(double delta) {
        return new Huber(HUBER.spell(delta), delta);
    }

    /**
     * Beta divergence for numbers x &gt;= 0 with mean m &gt;= 0: (m + eps)^b / b - x (m + eps)^(b - 1) / (b - 1). b = 1 is
     * Kullback-Leibler (poisson's f) and b = 0 Itakura-Saito (gamma's f).
     */
    public static Loss beta(double b) {
        return beta(b, EPS.usual());
    }

    /** {@link #beta(double)} with eps in (0, 1). */
    public static Loss beta(double b, double eps) {
        String name = BETA.spell(b, eps);
        if (b == 1) {
            return new Poisson(name, Domain.NONNEGATIVE, eps);
        }
        return b == 0 ? new Gamma(name, Domain.NONNEGATIVE, eps) : new Beta(name, b, eps);
    }
}
