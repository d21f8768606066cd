package org.polyad.kernel;

import java.util.Arrays;
import org.polyad.blocks.ModeView;
import org.polyad.linalg.Symmetric;
import org.polyad.tensor.FactorMatrix;

/**
 * Value, gradient and Hessian of the objective of one row a, with m_p = a . delta_p and y = df/dm, z = d2f/dm2:
 *
 * <pre>value += sum_p f(x_p, m_p),   gradient += sum_p y_p delta_p,   Hessian += sum_p z_p delta_p delta_p'</pre>
 *
 * <p>over the row's listed entries, chunk by chunk: {@link DesignVectors} fill a chunk, this class accumulates it. It also keeps the m of each
 * entry here and at a trial row, so that a line search between the two does not read the other parts again. One a thread; allocates only
 * when a row is longer than any before.
 */
public final class RowSystem {
    /** Bytes of design vectors that stay between the first pass over a row and its line search: a part of a typical second-level cache. */
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

    /** From now on only gradients and Hessians are accumulated, and no values. */
    public void leaveValues() {
        valued = false;
    }

    /** Whether values are accumulated: until {@link #leaveValues}. */
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
     * Adds the entries {@code from} to {@code to - 1} of a row at {@code a}; O((to - from)(R d + R^2)). For a quadratic loss without values the
     * gradient is that at 0 plus Hessian times {@code a}; the Hessian has to be clear before.
     *
     * @param a the row, {@code stride} numbers (input)
     */
    public void add(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        reserve(to - from);
        vectors.aim(view, parts);
        boolean atZero = !valued && cells.loss().quadratic();
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Chunk.size(at, to);
            double[] design = place(at - from);
            vectors.fill(at, n, design);
            chunk.load(view, at, n);
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

    /** The array for the design vectors of a chunk. @param entry of the row, the first of the chunk */
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

    /** The design vectors of a chunk that {@link #add} has filled, filled again if they were not kept. @param at the chunk's first entry, in the view */
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
            int n = Chunk.size(at, to);
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
            int n = Chunk.size(at, to);
            load(view, at, n);
            kernels.addScaled(chunk.design, n, chunk.x, gradient);
        }
    }

    /** The listed entries' value at row {@code a}. */
    public double valueAt(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        vectors.aim(view, parts);
        double sum = 0;
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Chunk.size(at, to);
            chunk.load(view, at, n);
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
            int n = Chunk.size(at, to);
            double[] design = again(at, from, n);
            chunk.load(view, at, n);
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

    /** Computes m of the same entries at another row {@code a}, and keeps it as {@link #addGradientAhead} does. */
    public void modelsAhead(ModeView view, FactorMatrix[] parts, int from, int to, double[] a) {
        vectors.aim(view, parts);
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Chunk.size(at, to);
            if (place(at - from) == chunk.design) {
                modelsOnly(at, n, a);
            } else {
                kernels.models(place(at - from), n, a, chunk.m);
            }
            System.arraycopy(chunk.m, 0, ahead, at - from, n);
        }
    }

    /** An upper bound of the change of the listed entries' value from the row of {@link #add} to the row ahead. */
    public double increase(ModeView view, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Chunk.size(at, to);
            chunk.load(view, at, n);
            System.arraycopy(models, at - from, chunk.m, 0, n);
            System.arraycopy(ahead, at - from, chunk.ahead, 0, n);
            sum += cells.increase(chunk, n);
        }
        return sum;
    }

    /** The listed entries' value at the row of {@link #add}, or at the row that {@link #advance} moved to. */
    public double valueHere(ModeView view, int from, int to) {
        return between(view, from, to, 0);
    }

    /** Moves to the row ahead. */
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
     * The listed entries' value at {@code a + t (b - a)}, for the row a of {@link #add} and the row b ahead; t = 0 needs no row ahead.
     */
    public double between(ModeView view, int from, int to, double t) {
        double lower = cells.loss().lowerBound();
        double sum = 0;
        for (int at = from; at < to; at += Chunk.SIZE) {
            int n = Chunk.size(at, to);
            chunk.load(view, at, n);
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
        chunk.load(view, at, n);
    }

    private void reserve(int entries) {
        if (models.length < entries) {
            int length = Math.max(entries, 2 * models.length);
            models = new double[length];
            ahead = new double[length];
        }
    }
}
