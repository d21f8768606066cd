package org.polyad.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops in 256-bit vectors, four doubles each, which is what the stride is padded to. Few vector locals in short loops: C2
 * keeps these in registers, and gives up on many. Lane sums are added in a fixed order, so that interpreted and compiled code
 * give the same bits (a fused multiply-add is exact in both).
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    private static final int LANES = 4;

    @Override
    public void models(double[] design, int n, int stride, double[] a, double[] m) {
        for (int p = 0; p < n; p++) {
            int at = p * stride;
            DoubleVector sum = DoubleVector.zero(FOUR);
            for (int r = 0; r < stride; r += LANES) {
                sum = DoubleVector.fromArray(FOUR, a, r).fma(DoubleVector.fromArray(FOUR, design, at + r), sum);
            }
            m[p] = (sum.lane(0) + sum.lane(1)) + (sum.lane(2) + sum.lane(3));
        }
    }

    @Override
    public void addScaled(double[] design, int n, int stride, double[] y, double[] v) {
        for (int r = 0; r < stride; r += LANES) {
            DoubleVector sum = DoubleVector.fromArray(FOUR, v, r);
            for (int p = 0, at = r; p < n; p++, at += stride) {
                sum = DoubleVector.fromArray(FOUR, design, at).fma(DoubleVector.broadcast(FOUR, y[p]), sum);
            }
            sum.intoArray(v, r);
        }
    }

    /** Tiles of four rows by one or two vectors: up to eight accumulators over the whole chunk. */
    @Override
    public void addOuter(double[] design, int n, int stride, double[] z, double[] hessian) {
        for (int r = 0; r < stride; r += LANES) {
            int c = r;
            for (; c + LANES < stride; c += 2 * LANES) {
                wideTile(design, n, stride, z, hessian, r, c);
            }
            if (c < stride) {
                tile(design, n, stride, z, hessian, r, c);
            }
        }
    }

    private static void wideTile(double[] design, int n, int stride, double[] z, double[] hessian, int r, int c) {
        int h = r * stride + c;
        DoubleVector h00 = DoubleVector.fromArray(FOUR, hessian, h);
        DoubleVector h01 = DoubleVector.fromArray(FOUR, hessian, h + 4);
        DoubleVector h10 = DoubleVector.fromArray(FOUR, hessian, h + stride);
        DoubleVector h11 = DoubleVector.fromArray(FOUR, hessian, h + stride + 4);
        DoubleVector h20 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride);
        DoubleVector h21 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride + 4);
        DoubleVector h30 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride);
        DoubleVector h31 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride + 4);
        for (int p = 0, at = 0; p < n; p++, at += stride) {
            DoubleVector scale = DoubleVector.broadcast(FOUR, z[p]);
            DoubleVector left = DoubleVector.fromArray(FOUR, design, at + c).mul(scale);
            DoubleVector right =
                    DoubleVector.fromArray(FOUR, design, at + c + 4).mul(scale);
            DoubleVector k0 = DoubleVector.broadcast(FOUR, design[at + r]);
            h00 = left.fma(k0, h00);
            h01 = right.fma(k0, h01);
            DoubleVector k1 = DoubleVector.broadcast(FOUR, design[at + r + 1]);
            h10 = left.fma(k1, h10);
            h11 = right.fma(k1, h11);
            DoubleVector k2 = DoubleVector.broadcast(FOUR, design[at + r + 2]);
            h20 = left.fma(k2, h20);
            h21 = right.fma(k2, h21);
            DoubleVector k3 = DoubleVector.broadcast(FOUR, design[at + r + 3]);
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

    private static void tile(double[] design, int n, int stride, double[] z, double[] hessian, int r, int c) {
        int h = r * stride + c;
        DoubleVector h0 = DoubleVector.fromArray(FOUR, hessian, h);
        DoubleVector h1 = DoubleVector.fromArray(FOUR, hessian, h + stride);
        DoubleVector h2 = DoubleVector.fromArray(FOUR, hessian, h + 2 * stride);
        DoubleVector h3 = DoubleVector.fromArray(FOUR, hessian, h + 3 * stride);
        for (int p = 0, at = 0; p < n; p++, at += stride) {
            DoubleVector scaled = DoubleVector.fromArray(FOUR, design, at + c).mul(DoubleVector.broadcast(FOUR, z[p]));
            h0 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + r]), h0);
            h1 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + r + 1]), h1);
            h2 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + r + 2]), h2);
            h3 = scaled.fma(DoubleVector.broadcast(FOUR, design[at + r + 3]), h3);
        }
        h0.intoArray(hessian, h);
        h1.intoArray(hessian, h + stride);
        h2.intoArray(hessian, h + 2 * stride);
        h3.intoArray(hessian, h + 3 * stride);
    }

    @Override
    public void product(double[] a, int[] i, double[] b, int[] j, int from, int n, int stride, double[] to) {
        for (int p = 0, at = 0; p < n; p++, at += stride) {
            int left = i[from + p] * stride;
            int right = j[from + p] * stride;
            for (int r = 0; r < stride; r += LANES) {
                DoubleVector.fromArray(FOUR, a, left + r)
                        .mul(DoubleVector.fromArray(FOUR, b, right + r))
                        .intoArray(to, at + r);
            }
        }
    }

    @Override
    public void times(double[] a, int[] i, int from, int n, int stride, double[] to) {
        for (int p = 0, at = 0; p < n; p++, at += stride) {
            int left = i[from + p] * stride;
            for (int r = 0; r < stride; r += LANES) {
                DoubleVector.fromArray(FOUR, a, left + r)
                        .mul(DoubleVector.fromArray(FOUR, to, at + r))
                        .intoArray(to, at + r);
            }
        }
    }

    /** Sixteen columns at a time, their sums in registers over all entries; then four at a time. */
    @Override
    public void addProducts(
            double[] a, int[] i, double[] b, int[] j, double[] y, int from, int n, int stride, double[] v) {
        int r = 0;
        for (; r + 4 * LANES <= stride; r += 4 * LANES) {
            sixteen(a, i, b, j, y, from, from + n, stride, v, r);
        }
        for (; r < stride; r += LANES) {
            DoubleVector sum = DoubleVector.fromArray(FOUR, v, r);
            for (int p = from; p < from + n; p++) {
                DoubleVector left = DoubleVector.fromArray(FOUR, a, i[p] * stride + r);
                DoubleVector right = DoubleVector.fromArray(FOUR, b, j[p] * stride + r);
                sum = left.mul(y[p]).fma(right, sum);
            }
            sum.intoArray(v, r);
        }
    }

    private static void sixteen(
            double[] a, int[] i, double[] b, int[] j, double[] y, int from, int to, int stride, double[] v, int r) {
        DoubleVector v0 = DoubleVector.fromArray(FOUR, v, r);
        DoubleVector v1 = DoubleVector.fromArray(FOUR, v, r + 4);
        DoubleVector v2 = DoubleVector.fromArray(FOUR, v, r + 8);
        DoubleVector v3 = DoubleVector.fromArray(FOUR, v, r + 12);
        for (int p = from; p < to; p++) {
            int left = i[p] * stride + r;
            int right = j[p] * stride + r;
            DoubleVector scale = DoubleVector.broadcast(FOUR, y[p]);
            v0 = DoubleVector.fromArray(FOUR, a, left).mul(scale).fma(DoubleVector.fromArray(FOUR, b, right), v0);
            v1 = DoubleVector.fromArray(FOUR, a, left + 4)
                    .mul(scale)
                    .fma(DoubleVector.fromArray(FOUR, b, right + 4), v1);
            v2 = DoubleVector.fromArray(FOUR, a, left + 8)
                    .mul(scale)
                    .fma(DoubleVector.fromArray(FOUR, b, right + 8), v2);
            v3 = DoubleVector.fromArray(FOUR, a, left + 12)
                    .mul(scale)
                    .fma(DoubleVector.fromArray(FOUR, b, right + 12), v3);
        }
        v0.intoArray(v, r);
        v1.intoArray(v, r + 4);
        v2.intoArray(v, r + 8);
        v3.intoArray(v, r + 12);
    }
}
