package org.polyad.oracle;

import java.util.Random;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.model.cp.Ktensor;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Random small tensors and models within a loss's domain. */
public final class Samples {
    private Samples() {}

    /** Lists each cell with a probability, and weights it if asked to; slices stay empty by chance, the last row of each mode always. */
    public static SparseTensor tensor(Shape shape, Domain domain, double density, boolean weighted, Random random) {
        SparseTensorBuilder builder = SparseTensor.builder(shape.order());
        int[] subscript = new int[shape.order()];
        for (long cell = 0; cell < shape.cells(); cell++) {
            long rest = cell;
            boolean last = false;
            for (int n = shape.order() - 1; n >= 0; n--) {
                subscript[n] = (int) (rest % shape.size(n));
                rest /= shape.size(n);
                last |= shape.size(n) > 2 && subscript[n] == shape.size(n) - 1;
            }
            if (!last && (random.nextDouble() < density || cell == 0)) {
                builder.add(subscript, value(domain, random), weighted ? random.nextInt(4) / 2.0 : 1);
            }
        }
        return builder.build(shape, Duplicates.ERROR);
    }

    public static double value(Domain domain, Random random) {
        return switch (domain) {
            case REAL -> random.nextGaussian();
            case NONNEGATIVE -> random.nextInt(4) == 0 ? 0 : 3 * random.nextDouble();
            case POSITIVE -> 0.1 + 3 * random.nextDouble();
            case COUNT -> random.nextInt(5);
            case BINARY -> random.nextInt(2);
        };
    }

    /** Entries in (0.1, 1.1) where the loss is bounded, normal otherwise, not so large that e^m overwhelms all else. */
    public static FactorMatrix[] factors(Shape shape, int rank, Loss loss, Random random) {
        FactorMatrix[] factors = new FactorMatrix[shape.order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(shape.size(n), rank);
            for (int i = 0; i < shape.size(n); i++) {
                for (int r = 0; r < rank; r++) {
                    factors[n].set(
                            i, r, loss.lowerBound() >= 0 ? 0.1 + random.nextDouble() : 0.7 * random.nextGaussian());
                }
            }
        }
        return factors;
    }

    /** {@link #factors} with weights that are not 1. */
    public static Ktensor model(Shape shape, int rank, Loss loss, Random random) {
        double[] lambda = new double[rank];
        for (int r = 0; r < rank; r++) {
            lambda[r] = 0.5 + random.nextDouble();
        }
        return new Ktensor(lambda, factors(shape, rank, loss, random));
    }

    /** The factors with lambda moved into the first. */
    public static FactorMatrix[] absorbed(Ktensor model) {
        FactorMatrix[] factors = model.factors().clone();
        factors[0] = factors[0].copy();
        for (int i = 0; i < factors[0].rows(); i++) {
            for (int r = 0; r < model.rank(); r++) {
                factors[0].set(i, r, factors[0].at(i, r) * model.lambda()[r]);
            }
        }
        return factors;
    }
}
