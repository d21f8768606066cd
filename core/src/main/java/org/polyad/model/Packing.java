package org.polyad.model;

import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/** All parts of a model in one array of unknowns: part by part, row by row, without padding. */
public final class Packing {
    private final Format format;
    private final int[] first;

    /** @throws IllegalArgumentException when the unknowns do not fit one array */
    public Packing(Format format) {
        this.format = format;
        this.first = new int[format.parts() + 1];
        if (format.parameters() > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException("method lbfgsb keeps all factors in one array, but a model of a "
                    + format.shape() + " tensor, " + format + ", has more than 2^31 numbers: use newton");
        }
        for (int part = 0; part < format.parts(); part++) {
            first[part + 1] = first[part] + format.rows(part) * format.columns(part);
        }
    }

    public int unknowns() {
        return first[format.parts()];
    }

    /** The first unknown of a row of a part. */
    public int at(int part, int row) {
        return first[part] + row * format.columns(part);
    }

    public double[] pack(FactorMatrix[] parts) {
        double[] x = new double[unknowns()];
        for (int part = 0; part < parts.length; part++) {
            FactorMatrix matrix = parts[part];
            for (int i = 0; i < matrix.rows(); i++) {
                System.arraycopy(matrix.data(), matrix.offset(i), x, at(part, i), matrix.columns());
            }
        }
        return x;
    }

    /** New matrices. */
    public FactorMatrix[] unpack(double[] x) {
        FactorMatrix[] parts = new FactorMatrix[format.parts()];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = new FactorMatrix(format.rows(part), format.columns(part));
            for (int i = 0; i < format.rows(part); i++) {
                parts[part].setRow(i, x, at(part, i));
            }
        }
        return parts;
    }
}
