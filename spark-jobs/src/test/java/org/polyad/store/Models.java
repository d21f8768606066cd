package org.polyad.store;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.polyad.model.cp.Ktensor;
import org.polyad.run.Trace;
import org.polyad.tensor.FactorMatrix;

/** Small models for tests. */
public final class Models {
    private Models() {}

    /** Normal factors, in canonical form. */
    public static Ktensor ktensor(long seed, int rank, int... sizes) {
        Random random = new Random(seed);
        FactorMatrix[] factors = new FactorMatrix[sizes.length];
        for (int n = 0; n < sizes.length; n++) {
            factors[n] = new FactorMatrix(sizes[n], rank);
            for (int i = 0; i < sizes[n]; i++) {
                for (int r = 0; r < rank; r++) {
                    factors[n].set(i, r, random.nextGaussian());
                }
            }
        }
        double[] lambda = new double[rank];
        java.util.Arrays.setAll(lambda, r -> 1 + r);
        return new Ktensor(lambda, factors).canonical(false);
    }

    /** 3 x 4 x 2 of rank 2; modes user and item have labels, mode hour has none. */
    public static StoredModel labelled() {
        String[][] labels = {{"ann", "bob", "cyd"}, {"ant", "bee", "cat", "dog \u00e9"}, null};
        ModelInfo info = new ModelInfo(
                "0.1.0",
                "poisson",
                "zero",
                List.of("user", "item", "hour"),
                -12.5,
                "converged",
                7,
                42,
                Map.of("rank", 2, "loss", "poisson"));
        Trace first = new Trace(1, -10, 0.5, 0.25, Double.NaN, Double.NaN, false);
        Trace second = new Trace(2, -12.5, 0.25, 0.5, Double.NaN, -3, true);
        return new StoredModel(ktensor(1, 2, 3, 4, 2), info, labels, List.of(first, second));
    }

    public static StoredModel plain(Ktensor ktensor, String loss) {
        List<String> modes = java.util.stream.IntStream.range(0, ktensor.order())
                .mapToObj(n -> "mode " + n)
                .toList();
        ModelInfo info = new ModelInfo("0.1.0", loss, "missing", modes, Double.NaN, "converged", 1, 1, Map.of());
        return new StoredModel(ktensor, info, null, List.of());
    }
}
