package org.polyad.kernel.vector;

import static org.polyad.kernel.vector.EightLanes.EIGHT;
import static org.polyad.kernel.vector.EightLanes.LANES;
import static org.polyad.kernel.vector.EightLanes.PANEL;
import static org.polyad.kernel.vector.FourLanes.FOUR;

import jdk.incubator.vector.DoubleVector;

/**
 * Symmetric rank-n updates as {@link FourLaneTiles}: tiles of eight rows by one vector of eight, whose eight accumulators stay in
 * registers over the whole chunk, and of eight rows by one vector of four at the right edge of an odd stride.
 */
final class EightLaneTiles {
    private EightLaneTiles() {}

    static void addOuter(double[] design, int n, double[] z, int stride, double[] hessian) {
        int whole = EightLanes.whole(stride);
        int edge = whole / LANES * PANEL;
        for (int row = 0; row < whole; row += LANES) {
            int rows = row / LANES * PANEL;
            for (int column = row; column < whole; column += LANES) {
                tile(design, n, z, rows, column / LANES * PANEL, hessian, row * stride + column, stride);
            }
            if (whole < stride) {
                edge(design, n, z, rows, edge, hessian, row * stride + whole, stride);
            }
        }
        if (whole < stride) {
            FourLaneTiles.narrow(design, n, z, edge, edge, hessian, whole * stride + whole, stride);
        }
    }

    private static void tile(
            double[] design, int n, double[] z, int row, int column, double[] hessian, int h, int stride) {
        DoubleVector h0 = DoubleVector.fromArray(EIGHT, hessian, h);
        DoubleVector h1 = DoubleVector.fromArray(EIGHT, hessian, h + stride);
        DoubleVector h2 = DoubleVector.fromArray(EIGHT, hessian, h + 2 * stride);
        DoubleVector h3 = DoubleVector.fromArray(EIGHT, hessian, h + 3 * stride);
        DoubleVector h4 = DoubleVector.fromArray(EIGHT, hessian, h + 4 * stride);
        DoubleVector h5 = DoubleVector.fromArray(EIGHT, hessian, h + 5 * stride);
        DoubleVector h6 = DoubleVector.fromArray(EIGHT, hessian, h + 6 * stride);
        DoubleVector h7 = DoubleVector.fromArray(EIGHT, hessian, h + 7 * stride);
        for (int p = 0; p < n; p++) {
            int at = row + 8 * p;
            DoubleVector scaled =
                    DoubleVector.fromArray(EIGHT, design, column + 8 * p).mul(DoubleVector.broadcast(EIGHT, z[p]));
            h0 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at]), h0);
            h1 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 1]), h1);
            h2 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 2]), h2);
            h3 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 3]), h3);
            h4 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 4]), h4);
            h5 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 5]), h5);
            h6 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 6]), h6);
            h7 = scaled.fma(DoubleVector.broadcast(EIGHT, design[at + 7]), h7);
        }
        h0.intoArray(hessian, h);
        h1.intoArray(hessian, h + stride);
        h2.intoArray(hessian, h + 2 * stride);
        h3.intoArray(hessian, h + 3 * stride);
        h4.intoArray(hessian, h + 4 * stride);
        h5.intoArray(hessian, h + 5 * stride);
        h6.intoArray(hessian, h + 6 * stride);
        h7.intoArray(hessian, h + 7 * stride);
    }

    private static void edge(
            double[] design, int n, double[] z, int row, int column, double[] hessian, int h, int stride) {
        DoubleVector h0 = DoubleVector.fromArray(FOUR, hessian, h);
        DoubleVector h1 = DoubleVector.fromArray(FOUR, hessian, h + stride);
        DoubleVector h2 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride);
        DoubleVector h3 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride);
        DoubleVector h4 = DoubleVector.fromArray(FOUR, hessian, h + 4 * stride);
        DoubleVector h5 = DoubleVector.fromArray(FOUR, hessian, h + 5 * stride);
        DoubleVector h6 = DoubleVector.fromArray(FOUR, hessian, h + 6 * stride);
        DoubleVector h7 = DoubleVector.fromArray(FOUR, hessian, h + 7 * stride);
        for (int p = 0; p < n; p++) {
            int at = row + 8 * p;
            DoubleVector scaled =
                    DoubleVector.fromArray(FOUR, design, column + 4 * p).mul(DoubleVector.broadcast(FOUR, z[p]));
            h0 = scaled.fma(DoubleVector.broadcast(FOUR, design[at]), h0);
            h1 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 1]), h1);
            h2 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 2]), h2);
            h3 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 3]), h3);
            h4 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 4]), h4);
            h5 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 5]), h5);
            h6 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 6]), h6);
            h7 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + 7]), h7);
        }
        h0.intoArray(hessian, h);
        h1.intoArray(hessian, h + stride);
        h2.intoArray(hessian, h + 2 * stride);
        h3.intoArray(hessian, h + 3 * stride);
        h4.intoArray(hessian, h + 4 * stride);
        h5.intoArray(hessian, h + 5 * stride);
        h6.intoArray(hessian, h + 6 * stride);
        h7.intoArray(hessian, h + 7 * stride);
    }
}
