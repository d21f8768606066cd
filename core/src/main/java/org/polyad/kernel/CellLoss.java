package org.polyad.kernel;

import java.io.Serializable;
import org.polyad.loss.Loss;
import org.polyad.loss.ZeroPart;

/**
 * What a listed cell adds to the objective: w f(x, m). If the sum of f(0, m) = c0 + c1 m + c2 m^2 over all cells is added in closed form
 * elsewhere, a listed cell adds w f(x, m) - f(0, m).
 */
public final class CellLoss implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Loss loss;
    private final boolean closed;
    private final double c0;
    private final double c1;
    private final double c2;

    /** @param closed whether the zero part is added in closed form, so that listed cells subtract theirs */
    public CellLoss(Loss loss, boolean closed) {
        this.loss = loss;
        this.closed = closed;
        ZeroPart zero = closed ? loss.zeroPart().orElseThrow() : new ZeroPart(0, 0, 0);
        this.c0 = zero.constant();
        this.c1 = zero.linear();
        this.c2 = zero.quadratic();
    }

    public Loss loss() {
        return loss;
    }

    public boolean closed() {
        return closed;
    }

    /** c0, c1, c2 of the closed zero part; zeros without one. */
    public ZeroPart zeroPart() {
        return new ZeroPart(c0, c1, c2);
    }

    /** f, g and h of the chunk's first n cells at its m. @return whether any curvature is not zero */
    boolean evaluate(Chunk chunk, int n) {
        loss.evaluate(n, chunk.x, chunk.m, chunk.f, chunk.g, chunk.h);
        values(chunk, n);
        firsts(chunk, n);
        return curved(chunk, n);
    }

    /** As {@link #evaluate}, without f. */
    boolean slopes(Chunk chunk, int n) {
        loss.evaluate(n, chunk.x, chunk.m, null, chunk.g, chunk.h);
        firsts(chunk, n);
        return curved(chunk, n);
    }

    /** An upper bound of the change of the chunk's first n cells when m becomes {@code ahead}. */
    double increase(Chunk chunk, int n) {
        loss.increases(n, chunk.x, chunk.m, chunk.ahead, chunk.f);
        double[] w = chunk.w;
        double[] from = chunk.m;
        double[] to = chunk.ahead;
        double[] f = chunk.f;
        for (int p = 0; p < n; p++) {
            f[p] = w[p] * f[p] - (to[p] - from[p]) * (c1 + (to[p] + from[p]) * c2);
        }
        return chunk.total(n);
    }

    private boolean curved(Chunk chunk, int n) {
        double[] w = chunk.w;
        double[] h = chunk.h;
        for (int p = 0; p < n; p++) {
            h[p] = w[p] * h[p] - 2 * c2;
        }
        for (int p = 0; p < n; p++) {
            if (h[p] != 0) {
                return true;
            }
        }
        return false;
    }

    /** f and g of the chunk's first n cells at its m. */
    void gradients(Chunk chunk, int n) {
        loss.evaluate(n, chunk.x, chunk.m, chunk.f, chunk.g, null);
        values(chunk, n);
        firsts(chunk, n);
    }

    /** As {@link #gradients}, without f. */
    void derivatives(Chunk chunk, int n) {
        loss.evaluate(n, chunk.x, chunk.m, null, chunk.g, null);
        firsts(chunk, n);
    }

    /** The sum of f over the chunk's first n cells at its m. */
    double sum(Chunk chunk, int n) {
        loss.evaluate(n, chunk.x, chunk.m, chunk.f, null, null);
        values(chunk, n);
        return chunk.total(n);
    }

    // each loop writes one array, so that the compiler vectorises it

    private void values(Chunk chunk, int n) {
        double[] w = chunk.w;
        double[] m = chunk.m;
        double[] f = chunk.f;
        for (int p = 0; p < n; p++) {
            f[p] = w[p] * f[p] - (c0 + m[p] * (c1 + m[p] * c2));
        }
    }

    private void firsts(Chunk chunk, int n) {
        double[] w = chunk.w;
        double[] m = chunk.m;
        double[] g = chunk.g;
        for (int p = 0; p < n; p++) {
            g[p] = w[p] * g[p] - (c1 + 2 * c2 * m[p]);
        }
    }
}
