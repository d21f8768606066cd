package org.polyad.kernel.vector;

import static org.polyad.kernel.vector.FourLanes.FOUR;

import jdk.incubator.vector.DoubleVector;
import org.polyad.kernel.Chunk;

/**
 * Symmetric rank-n updates of a row-major matrix, upper triangle: tiles of four rows by two vectors, whose eight accumulators stay in
 * registers over the whole chunk, and of four rows by one vector at the right edge.
 */
final class FourLaneTiles {
    private static final int PANEL = Chunk.PANEL;

    private FourLaneTiles() {}

    static void addOuter(double[] design, int n, double[] z, int stride, double[] hessian) {
        int panels = stride / 4;
        for (int row = 0; row < panels; row++) {
            int column = row;
            for (; column + 1 < panels; column += 2) {
                wide(design, n, z, row * PANEL, column * PANEL, hessian, 4 * row * stride + 4 * column, stride);
            }
            if (column < panels) {
                narrow(design, n, z, row * PANEL, column * PANEL, hessian, 4 * row * stride + 4 * column, stride);
            }
        }
    }

    private static void wide(
            double[] design, int n, double[] z, int row, int column, double[] hessian, int h, int stride) {
        DoubleVector h00 = DoubleVector.fromArray(FOUR, hessian, h);
        DoubleVector h01 = DoubleVector.fromArray(FOUR, hessian, h + 4);
        DoubleVector h10 = DoubleVector.fromArray(FOUR, hessian, h + stride);
        DoubleVector h11 = DoubleVector.fromArray(FOUR, hessian, h + stride + 4);
        DoubleVector h20 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride);
        DoubleVector h21 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride + 4);
        DoubleVector h30 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride);
        DoubleVector h31 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride + 4);
        for (int p = 0; p < n; p++) {
            DoubleVector scale = DoubleVector.broadcast(FOUR, z[p]);
            DoubleVector left =
                    DoubleVector.fromArray(FOUR, design, column + 4 * p).mul(scale);
            DoubleVector right =
                    DoubleVector.fromArray(FOUR, design, column + PANEL + 4 * p).mul(scale);
            DoubleVector k0 = DoubleVector.broadcast(FOUR, design[row + 4 * p]);
            h00 = left.fma(k0, h00);
            h01 = right.fma(k0, h01);
            DoubleVector k1 = DoubleVector.broadcast(FOUR, design[row + 4 * p + 1]);
            h10 = left.fma(k1, h10);
            h11 = right.fma(k1, h11);
            DoubleVector k2 = DoubleVector.broadcast(FOUR, design[row + 4 * p + 2]);
            h20 = left.fma(k2, h20);
            h21 = right.fma(k2, h21);
            DoubleVector k3 = DoubleVector.broadcast(FOUR, design[row + 4 * p + 3]);
            h30 = left.fma(k3, h30);
            h31 = right.fma(k3, h31);
        }
        h00.intoArray(hessian, h);
        h01.intoArray(hessian, h + 4);
        h10.intoArray(hessian, h + stride);
        h11.intoArray(hessian, h + stride + 4);
        h20.intoArray(hessian, h + 2 * stride);
        h21.intoArray(hessian, h + 2 * stride + 4);
        h30.intoArray(hessian, h + 3 * stride);
        h31.intoArray(hessian, h + 3 * stride + 4);
    }

    /** @param row where the panel of four rows begins @param column where that of four columns does @param h their corner of H */
    static void narrow(double[] design, int n, double[] z, int row, int column, double[] hessian, int h, int stride) {
        DoubleVector h0 = DoubleVector.fromArray(FOUR, hessian, h);
        DoubleVector h1 = DoubleVector.fromArray(FOUR, hessian, h + stride);
        DoubleVector h2 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride);
        DoubleVector h3 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride);
        for (int p = 0; p < n; p++) {
            DoubleVector scale = DoubleVector.broadcast(FOUR, z[p]);
            DoubleVector scaled =
                    DoubleVector.fromArray(FOUR, design, column + 4 * p).mul(scale);
            h0 = scaled.fma(DoubleVector.broadcast(FOUR, design[row + 4 * p]), h0);
            h1 = scaled.fma(DoubleVector.broadcast(FOUR, design[row + 4 * p + 1]), h1);
            h2 = scaled.fma(DoubleVector.broadcast(FOUR, design[row + 4 * p + 2]), h2);
            h3 = scaled.fma(DoubleVector.broadcast(FOUR, design[row + 4 * p + 3]), h3);
        }
        h0.intoArray(hessian, h);
        h1.intoArray(hessian, h + stride);
        h2.intoArray(hessian, h + 2 * stride);
        h3.intoArray(hessian, h + 3 * stride);
    }
}
