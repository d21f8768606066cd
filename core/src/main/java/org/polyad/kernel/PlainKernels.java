package org.polyad.kernel;

/** Plain loops, the way that the formulas read. */
final class PlainKernels implements Kernels {
    static final PlainKernels INSTANCE = new PlainKernels();

    private PlainKernels() {}

    @Override
    public void models(double[] design, int n, int stride, double[] a, double[] m) {
        for (int p = 0; p < n; p++) {
            int at = p * stride;
            double sum = 0;
            for (int r = 0; r < stride; r++) {
                sum += a[r] * design[at + r];
            }
            m[p] = sum;
        }
    }

    @Override
    public void addScaled(double[] design, int n, int stride, double[] y, double[] v) {
        for (int p = 0; p < n; p++) {
            int at = p * stride;
            double scale = y[p];
            for (int r = 0; r < stride; r++) {
                v[r] += scale * design[at + r];
            }
        }
    }

    @Override
    public void addOuter(double[] design, int n, int stride, double[] z, double[] hessian) {
        for (int p = 0; p < n; p++) {
            int at = p * stride;
            for (int r = 0; r < stride; r++) {
                double scale = z[p] * design[at + r];
                int row = r * stride;
                for (int c = r; c < stride; c++) {
                    hessian[row + c] += scale * design[at + c];
                }
            }
        }
    }

    @Override
    public void product(double[] a, int[] i, double[] b, int[] j, int from, int n, int stride, double[] to) {
        for (int p = 0; p < n; p++) {
            int left = i[from + p] * stride;
            int right = j[from + p] * stride;
            int at = p * stride;
            for (int r = 0; r < stride; r++) {
                to[at + r] = a[left + r] * b[right + r];
            }
        }
    }

    @Override
    public void times(double[] a, int[] i, int from, int n, int stride, double[] to) {
        for (int p = 0; p < n; p++) {
            int left = i[from + p] * stride;
            int at = p * stride;
            for (int r = 0; r < stride; r++) {
                to[at + r] *= a[left + r];
            }
        }
    }

    @Override
    public void addProducts(
            double[] a, int[] i, double[] b, int[] j, double[] y, int from, int n, int stride, double[] v) {
        for (int p = from; p < from + n; p++) {
            int left = i[p] * stride;
            int right = j[p] * stride;
            double scale = y[p];
            for (int r = 0; r < stride; r++) {
                v[r] += scale * a[left + r] * b[right + r];
            }
        }
    }
}
