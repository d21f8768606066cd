package org.polyad.solver;

import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/** All factors in one array of unknowns: mode by mode, row by row, without padding. */
final class Packing {
    private final Shape shape;
    private final int rank;
    private final int[] first;

    /** @throws IllegalArgumentException when they do not fit one array */
    Packing(Shape shape, int rank) {
        this.shape = shape;
        this.rank = rank;
        this.first = new int[shape.order() + 1];
        long unknowns = 0;
        for (int n = 0; n < shape.order(); n++) {
            unknowns += (long) shape.size(n) * rank;
            if (unknowns > Integer.MAX_VALUE - 8) {
                throw new InvalidInputException("method lbfgsb keeps all factors in one array, but the " + shape
                        + " tensor at rank " + rank + " has more than 2^31 unknowns: use newton");
            }
            first[n + 1] = (int) unknowns;
        }
    }

    int unknowns() {
        return first[shape.order()];
    }

    /** Where row {@code row} of a mode begins. */
    int at(int mode, int row) {
        return first[mode] + row * rank;
    }

    double[] pack(FactorMatrix[] factors) {
        double[] x = new double[unknowns()];
        for (int n = 0; n < factors.length; n++) {
            FactorMatrix factor = factors[n];
            for (int i = 0; i < factor.rows(); i++) {
                System.arraycopy(factor.data(), factor.offset(i), x, at(n, i), rank);
            }
        }
        return x;
    }

    /** New matrices. */
    FactorMatrix[] unpack(double[] x) {
        FactorMatrix[] factors = new FactorMatrix[shape.order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(shape.size(n), rank);
            for (int i = 0; i < shape.size(n); i++) {
                factors[n].setRow(i, x, at(n, i));
            }
        }
        return factors;
    }
}
