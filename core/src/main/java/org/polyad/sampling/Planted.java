package org.polyad.sampling;

import java.util.Arrays;
import org.polyad.loss.Loss;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * A tensor drawn from a known model. Every random number is a function of the specification and of what it is for, so any number of
 * threads makes the same tensor.
 */
public final class Planted {
    private static final long VALUE = 17;
    private static final double LOG_SIZE = 1;
    private static final double LOGIT_SIZE = 2;
    private static final double COUNT_MEAN = 5;
    private static final double LEAST_STAR = 0.5;
    private static final double MOST_STARS = 5;

    private final Ktensor truth;
    private final SparseTensor tensor;

    private Planted(Ktensor truth, SparseTensor tensor) {
        this.truth = truth;
        this.tensor = tensor;
    }

    /** Draws a tensor; 5 million draws take seconds. */
    public static Planted draw(PlantedSpec spec, int threads) {
        if (spec.loss() == null && spec.kind() == PlantedKind.COUNT) {
            return counts(spec, threads);
        }
        if (spec.loss() == null && spec.kind() == PlantedKind.BINARY) {
            return PlantedLinks.draw(spec, threads);
        }
        return values(spec, threads);
    }

    static Planted of(Ktensor truth, SparseTensor tensor) {
        return new Planted(truth, tensor);
    }

    /** The model that the values were drawn from, on the scale of the parameter m. */
    public Ktensor truth() {
        return truth;
    }

    public SparseTensor tensor() {
        return tensor;
    }

    private static Planted counts(PlantedSpec spec, int threads) {
        Ktensor distribution = new PlantedFactors(spec, threads).distribution();
        long[] keys = new Events(distribution, spec.seed()).draw((int) spec.draws(), threads);
        Arrays.parallelSort(keys);
        double[] values = SortedKeys.lengths(keys);
        SortedKeys.unique(keys);
        int[][] subscripts = new CellKeys(spec.shape()).decode(keys, values.length, threads);
        return of(scaled(distribution, spec.draws()), new SparseTensor(spec.shape(), subscripts, values, null));
    }

    static Ktensor scaled(Ktensor model, double by) {
        double[] lambda = model.lambda().clone();
        for (int r = 0; r < lambda.length; r++) {
            lambda[r] *= by;
        }
        return new Ktensor(lambda, model.factors());
    }

    private static Planted values(PlantedSpec spec, int threads) {
        double[][] popularity = popularity(spec);
        Ktensor truth = valueModel(spec, new PlantedFactors(spec, threads), popularity);
        long[] keys = new RandomCells(spec.shape(), popularity, spec.seed(), threads).draw((int) spec.draws());
        int[][] subscripts = new CellKeys(spec.shape()).decode(keys, keys.length, threads);
        double[] values = new double[keys.length];
        LossDraw draw = distribution(spec, truth, popularity);
        Ranges.run(keys.length, threads, (from, to) -> {
            DrawStream random = new DrawStream(spec.seed());
            int[] subscript = new int[subscripts.length];
            for (int p = from; p < to; p++) {
                for (int n = 0; n < subscript.length; n++) {
                    subscript[n] = subscripts[n][p];
                }
                values[p] = draw.x(truth.valueAt(subscript), random.restart(VALUE, keys[p]));
            }
        });
        return of(truth, new SparseTensor(spec.shape(), subscripts, values, null));
    }

    private static double[][] popularity(PlantedSpec spec) {
        double[][] popularity = new double[spec.shape().order()][];
        DrawStream random = new DrawStream(spec.seed());
        for (int n = 0; n < popularity.length; n++) {
            int rows = spec.shape().size(n);
            popularity[n] = Popularity.weights(rows, spec.skew(), Popularity.leaders(rows, n, random));
        }
        return popularity;
    }

    private static Ktensor valueModel(PlantedSpec spec, PlantedFactors factors, double[][] popularity) {
        Loss loss = spec.loss();
        if (loss == null) {
            return spec.kind() == PlantedKind.RATING ? factors.ratings(popularity) : factors.signed(1, popularity);
        }
        if (loss.lowerBound() >= 0) {
            return factors.positive(loss.name().startsWith("poisson") ? COUNT_MEAN : 1, popularity);
        }
        double size = loss.name().startsWith("bernoulli") ? LOGIT_SIZE : LOG_SIZE;
        return factors.signed(size, popularity);
    }

    private static LossDraw distribution(PlantedSpec spec, Ktensor truth, double[][] popularity) {
        if (spec.loss() != null) {
            double spread = spec.noise() * PopularCells.rootMeanSquare(truth, popularity);
            return LossDraw.of(spec.loss(), spec.noise(), spread);
        }
        if (spec.kind() == PlantedKind.RATING) {
            return (m, random) -> stars(m + spec.noise() * random.normal());
        }
        return (m, random) -> m + spec.noise() * random.normal();
    }

    /** The nearest half star. */
    private static double stars(double rating) {
        return Math.max(LEAST_STAR, Math.min(MOST_STARS, Math.rint(2 * rating) / 2));
    }
}
