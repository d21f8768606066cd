package org.polyad.solver;

import java.util.Arrays;
import java.util.List;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.ZeroTerm;
import org.polyad.parallel.Threads;
import org.polyad.tensor.FactorMatrix;

/**
 * F, penalty included, and its gradient as a function of all factors at once: one round over the blocks of all modes, each of which
 * owns the gradient rows of its rows. Row a of mode n has, with k_p its entries' Khatri-Rao rows,
 *
 * <pre>gradient = sum_P (w g(x, m_p) - g(0, m_p)) k_p + c1 u + 2 c2 Gamma a + 2 reg_n c_j a</pre>
 *
 * where g(0, .) and the terms in u and Gamma (see {@link ZeroTerm}) are there only for a closed zero part. Pieces of a cut row are
 * added in order.
 */
final class TotalObjective implements Objective {
    private final Engine engine;
    private final Penalty penalty;
    private final CellLoss cells;
    private final Packing packing;
    private final int[] modes;
    private String label = "";

    TotalObjective(Engine engine, Cells cells, Penalty penalty, Packing packing) {
        this.engine = engine;
        this.penalty = penalty;
        this.cells = new CellLoss(cells.loss(), cells.zeros() == ZeroHandling.CLOSED_FORM);
        this.packing = packing;
        this.modes = new int[engine.shape().order()];
        Arrays.setAll(modes, n -> n);
    }

    /** What the next evaluations are for, for people who watch. */
    void label(String text) {
        label = text;
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        FactorMatrix[] factors = packing.unpack(x);
        Arrays.fill(gradient, 0);
        List<GradientBlock> blocks = engine.run(label, new GradientTask(cells), factors, modes);
        double value = 0;
        for (GradientBlock block : blocks) {
            value += block.value;
            add(block, gradient);
        }
        FactorSums sums = new FactorSums(cells.zeroPart(), factors.length);
        for (int n : modes) {
            addFixed(factors[n], n, sums.zeroTerm(factors, n), gradient);
        }
        return value + sums.zeroTotal(factors) + penalty.at(factors, engine);
    }

    /**
     * The curvatures of F by number: the diagonals of the row problems' Hessians, the loss's own second derivative or what takes its place
     * in a Newton step.
     */
    double[] curvatures(FactorMatrix[] factors) {
        double[] diagonal = new double[packing.unknowns()];
        for (GradientBlock block : engine.run(label, new CurvatureTask(cells), factors, modes)) {
            add(block, diagonal);
        }
        FactorSums sums = new FactorSums(cells.zeroPart(), factors.length);
        for (int n : modes) {
            int stride = factors[n].stride();
            double[] zeros = new double[stride * stride];
            sums.zeroTerm(factors, n).addHessian(zeros);
            long[] listed = engine.listedCounts(n);
            for (int i = 0; i < factors[n].rows(); i++) {
                double weight = 2 * penalty.of(n, listed[i]);
                for (int r = 0; r < factors[n].columns(); r++) {
                    diagonal[packing.at(n, i) + r] += zeros[r * stride + r] + weight;
                }
            }
        }
        return diagonal;
    }

    private void add(GradientBlock block, double[] gradient) {
        int at = packing.at(block.mode, block.firstRow);
        for (int k = 0; k < block.rows.length; k++) {
            gradient[at + k] += block.rows[k];
        }
    }

    /** Adds the closed zero part and the penalty to the rows of a mode. */
    private void addFixed(FactorMatrix factor, int mode, ZeroTerm zeros, double[] gradient) {
        if (!cells.closed() && penalty.none(mode)) {
            return;
        }
        long[] listed = engine.listedCounts(mode);
        Threads.current().rows(factor.rows(), i -> {
            double[] a = new double[factor.stride()];
            double[] g = new double[factor.stride()];
            System.arraycopy(factor.data(), factor.offset(i), a, 0, a.length);
            zeros.addGradient(a, g);
            double weight = 2 * penalty.of(mode, listed[i]);
            int at = packing.at(mode, i);
            for (int r = 0; r < factor.columns(); r++) {
                gradient[at + r] += g[r] + weight * a[r];
            }
        });
    }
}
