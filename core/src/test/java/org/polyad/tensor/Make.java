package org.polyad.tensor;

import java.util.Random;
import org.polyad.model.cp.Ktensor;

/** Small random things for tests. */
public final class Make {
    private Make() {}

    public static Ktensor ktensor(long seed, int rank, int... sizes) {
        Random random = new Random(seed);
        double[] lambda = new double[rank];
        for (int r = 0; r < rank; r++) {
            lambda[r] = random.nextGaussian();
        }
        FactorMatrix[] factors = new FactorMatrix[sizes.length];
        for (int n = 0; n < sizes.length; n++) {
            factors[n] = new FactorMatrix(sizes[n], rank);
            for (int i = 0; i < sizes[n]; i++) {
                for (int r = 0; r < rank; r++) {
                    factors[n].set(i, r, random.nextGaussian());
                }
            }
        }
        return new Ktensor(lambda, factors);
    }

    /** About a third of the cells. */
    public static SparseTensor sparse(long seed, int... sizes) {
        Random random = new Random(seed);
        SparseTensorBuilder builder = SparseTensor.builder(sizes.length);
        Shape shape = Shape.of(sizes);
        for (int[] subscript : cells(shape)) {
            if (random.nextInt(3) == 0) {
                builder.add(subscript, random.nextGaussian());
            }
        }
        return builder.build(shape, Duplicates.ERROR);
    }

    /** Every subscript, in lexicographic order. */
    public static int[][] cells(Shape shape) {
        int[][] cells = new int[(int) shape.cells()][shape.order()];
        for (int c = 0; c < cells.length; c++) {
            int rest = c;
            for (int n = shape.order() - 1; n >= 0; n--) {
                cells[c][n] = rest % shape.size(n);
                rest /= shape.size(n);
            }
        }
        return cells;
    }

    public static double[] dense(Ktensor model) {
        int[][] cells = cells(model.shape());
        double[] values = new double[cells.length];
        for (int c = 0; c < cells.length; c++) {
            for (int r = 0; r < model.rank(); r++) {
                double product = model.lambda()[r];
                for (int n = 0; n < model.order(); n++) {
                    product *= model.factor(n).at(cells[c][n], r);
                }
                values[c] += product;
            }
        }
        return values;
    }
}
