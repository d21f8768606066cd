package org.polyad.kernel;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.linalg.Symmetric;
import org.polyad.tensor.FactorMatrix;

/**
 * Value, gradient and Hessian of one row's subproblem (math: sum_P Y_p k_p and sum_P Z_p k_p k_p', k_p the design vectors), accumulated over its listed
 * entries chunk by chunk. {@link DesignVectors} fill a chunk, this class accumulates it. Also keeps each entry's m
 * here and at a trial row, so that a line search between the two needs no second look at the factors.
 *
 * <p>One a thread; allocates only when a row is longer than any before.
 */
public final class RowSystem {
    /** Bytes of the design vectors that stay for the next look at the row: a part of the second-level cache. */
    private static final int KEPT = 128 << 10;

    private final int rank;
    private final int stride;
    private final Kernels kernels;
    private final CellLoss cells;
    private final Chunk chunk;
    private final DesignVectors vectors;
    private final double[] gradient;
    private final double[] hessian;
    private final double[][] kept;
    private boolean valued = true;
    private double value;
    private double[] models = new double[Chunk.SIZE];
    private double[] ahead = new double[Chunk.SIZE];

    /**
     * @param columns of the part that the rows belong to
     * @param vectors the part's design vectors; this system alone uses them
     */
    public RowSystem(int columns, CellLoss cells, Kernels kernels, DesignVectors vectors) {
        this.rank = columns;
        this.stride = FactorMatrix.stride(columns);
        this.kernels = kernels;
        this.cells = cells;
        this.chunk = new Chunk(columns);
        this.vectors = vectors;
        this.gradient = new double[stride];
        this.hessian = new double[Math.multiplyExact(stride, stride)];
        // one look is enough where a step is exact
        this.kept = new double[cells.loss().quadratic() ? 0 : KEPT / (Double.BYTES * chunk.design.length)][];
    }

    public int rank() {
        return rank;
    }

    public int stride() {
        return stride;
    }

    /** {@code stride} numbers; the array itself. */
    public double[] gradient() {
        return gradient;
    }

    /** {@code stride x stride}, row-major, upper triangle; the array itself. */
    public double[] hessian() {
        return hessian;
    }

    public double value() {
        return value;
    }

    public void addValue(double more) {
        value += more;
    }

    /** From now on {@link #add}, {@link #addGradient}, {@link #addGradientAhead} and {@link #addMttkrp} leave the value out. */
    public void leaveValues() {
        valued = false;
    }

    /** Whether values are kept, as they are before {@link #leaveValues}. */
    public boolean valued() {
        return valued;
    }

    public void clear() {
        clearGradient();
        Arrays.fill(hessian, 0);
    }

    /** Keeps the Hessian. */
    public void clearGradient() {
        value = 0;
        Arrays.fill(gradient, 0);
    }

    /**
     * Adds the entries {@code from} to {@code to - 1} of a row at {@code a}; O((to - from)(R d + R^2)). Where a loss is quadratic and no
     * value is wanted, its slopes at 0 and the Hessian, which has to be clear before, give the gradient at {@code a}.
     *
     * @param a the row, {@code stride} numbers (input)
     */
    public void add(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        reserve(to - from);
        vectors.aim(view, parts);
        boolean atZero = !valued && cells.loss().quadratic();
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            double[] design = place(at - from);
            vectors.fill(at, n, design);
            loadValues(view, at, n);
            if (atZero) {
                Arrays.fill(chunk.m, 0, n, 0);
            } else {
                kernels.models(design, n, a, chunk.m);
                System.arraycopy(chunk.m, 0, models, at - from, n);
            }
            boolean curved = valued ? cells.evaluate(chunk, n) : cells.slopes(chunk, n);
            value += valued ? chunk.total(n) : 0;
            kernels.addScaled(design, n, chunk.g, gradient);
            if (curved) {
                kernels.addOuter(design, n, chunk.h, stride, hessian);
            }
        }
        if (atZero) {
            Symmetric.addProduct(hessian, stride, rank, a, gradient);
        }
    }

    /** Where the design vectors of the chunk that begins with that entry of the row go. */
    private double[] place(int entry) {
        int k = entry / Chunk.SIZE;
        if (k >= kept.length) {
            return chunk.design;
        }
        if (kept[k] == null) {
            kept[k] = Chunk.panels(rank);
        }
        return kept[k];
    }

    /** The design vectors of a chunk of the row that {@link #add} saw. @param at the entry that it begins with, in the view */
    private double[] again(int at, int from, int n) {
        double[] design = place(at - from);
        if (design == chunk.design) {
            vectors.fill(at, n, design);
        }
        return design;
    }

    /** As {@link #add}, without the Hessian. */
    public void addGradient(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        vectors.aim(view, parts);
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            load(view, at, n);
            kernels.models(chunk.design, n, a, chunk.m);
            if (valued) {
                cells.gradients(chunk, n);
                value += chunk.total(n);
            } else {
                cells.derivatives(chunk, n);
            }
            kernels.addScaled(chunk.design, n, chunk.g, gradient);
        }
    }

    /** The row's MTTKRP where every weight is 1: gradient += sum_P x_p k_p, and value += sum_P x_p^2. */
    public void addMttkrp(ModeView view, FactorMatrix[] parts, int from, int to) {
        if (valued) {
            value += Sums.ofSquares(view.values(), from, to);
        }
        vectors.aim(view, parts);
        if (vectors.direct()) {
            vectors.addValues(from, to, gradient);
            return;
        }
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            load(view, at, n);
            kernels.addScaled(chunk.design, n, chunk.x, gradient);
        }
    }

    /** The listed entries' part of the row's objective at {@code a}. */
    public double valueAt(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        vectors.aim(view, parts);
        double sum = 0;
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            loadValues(view, at, n);
            modelsOnly(at, n, a);
            sum += cells.sum(chunk, n);
        }
        return sum;
    }

    /**
     * As {@link #addGradient}, at another row {@code a} than that of {@link #add}, after it and over the same entries. Keeps the m there
     * for {@link #between} and {@link #advance}.
     */
    public void addGradientAhead(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        vectors.aim(view, parts);
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            double[] design = again(at, from, n);
            loadValues(view, at, n);
            kernels.models(design, n, a, chunk.m);
            System.arraycopy(chunk.m, 0, ahead, at - from, n);
            if (valued) {
                cells.gradients(chunk, n);
                value += chunk.total(n);
            } else {
                cells.slopes(chunk, n);
            }
            kernels.addScaled(design, n, chunk.g, gradient);
        }
    }

    /** Looks at the same entries at another row {@code a}: keeps the m there, as {@link #addGradientAhead}, and nothing else. */
    public void look(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        vectors.aim(view, parts);
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            if (place(at - from) == chunk.design) {
                modelsOnly(at, n, a);
            } else {
                kernels.models(place(at - from), n, a, chunk.m);
            }
            System.arraycopy(chunk.m, 0, ahead, at - from, n);
        }
    }

    /** An upper bound of what the listed entries' part of the objective rises by from the row of {@link #add} to the one ahead. */
    public double increase(ModeView view, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            loadValues(view, at, n);
            System.arraycopy(models, at - from, chunk.m, 0, n);
            System.arraycopy(ahead, at - from, chunk.ahead, 0, n);
            sum += cells.increase(chunk, n);
        }
        return sum;
    }

    /** As {@link #valueAt}, at the row of {@link #add}, or the one that {@link #advance} made it. */
    public double valueHere(ModeView view, int from, int to) {
        return between(view, from, to, 0);
    }

    /** Makes the row ahead the one to go on from. */
    public void advance() {
        double[] behind = models;
        models = ahead;
        ahead = behind;
    }

    private void modelsOnly(int at, int n, double[] a) {
        if (vectors.direct()) {
            vectors.models(at, n, a, chunk.m);
        } else {
            vectors.fill(at, n, chunk.design);
            kernels.models(chunk.design, n, a, chunk.m);
        }
    }

    /**
     * The listed entries' part of the objective at {@code a + t (b - a)} for the row a of {@link #add} and the row b ahead, which for t = 0
     * need not be there.
     */
    public double between(ModeView view, int from, int to, double t) {
        double lower = cells.loss().lowerBound();
        double sum = 0;
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Math.min(Chunk.SIZE, to - at);
            loadValues(view, at, n);
            System.arraycopy(models, at - from, chunk.m, 0, n);
            for (int p = 0; t > 0 && p < n; p++) {
                // a step onto the bound may round to just below it
                chunk.m[p] = Math.max(lower, (1 - t) * chunk.m[p] + t * ahead[at - from + p]);
            }
            sum += cells.sum(chunk, n);
        }
        return sum;
    }

    private void load(ModeView view, int at, int n) {
        vectors.fill(at, n, chunk.design);
        loadValues(view, at, n);
    }

    private void loadValues(ModeView view, int at, int n) {
        System.arraycopy(view.values(), at, chunk.x, 0, n);
        if (view.weights() == null) {
            Arrays.fill(chunk.w, 0, n, 1);
        } else {
            System.arraycopy(view.weights(), at, chunk.w, 0, n);
        }
    }

    private void reserve(int entries) {
        if (models.length < entries) {
            int length = Math.max(entries, 2 * models.length);
            models = new double[length];
            ahead = new double[length];
        }
    }
}
