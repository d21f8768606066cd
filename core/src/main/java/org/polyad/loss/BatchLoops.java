package org.polyad.loss;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Evaluates a loss over a batch, through its scalar methods.
 *
 * <p>A loop that all losses share is compiled once, so that each number costs a virtual call; a loop of one loss is compiled with the
 * loss's formula inlined, several times as fast. To write the loops once all the same, each class of losses gets a copy of {@link
 * Shared} at its first batch: a hidden class, defined from the same class file.
 */
abstract class BatchLoops {
    private static final ClassValue<BatchLoops> COPIES = new ClassValue<>() {
        @Override
        protected BatchLoops computeValue(Class<?> type) {
            return copy();
        }
    };

    /** The loops for the loss's class. */
    static BatchLoops of(Loss loss) {
        return COPIES.get(loss.getClass());
    }

    private static BatchLoops copy() {
        try (InputStream file = BatchLoops.class.getResourceAsStream("BatchLoops$Shared.class")) {
            if (file == null) {
                return new Shared();
            }
            Class<?> copy = MethodHandles.lookup()
                    .defineHiddenClass(file.readAllBytes(), true)
                    .lookupClass();
            return (BatchLoops) copy.getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    abstract void evaluate(Loss loss, int n, double[] x, double[] m, double[] f, double[] g, double[] h);

    abstract void means(Loss loss, int n, double[] m, double[] means);

    abstract void increases(Loss loss, int n, double[] x, double[] from, double[] to, double[] f);

    /** The loops as they are written; hidden copies of this class do the work. */
    static final class Shared extends BatchLoops {
        Shared() {}

        @Override
        void evaluate(Loss loss, int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
            if (g == null) {
                values(loss, n, x, m, f);
            } else if (h == null && f == null) {
                derivatives(loss, n, x, m, g);
            } else if (h == null) {
                gradients(loss, n, x, m, f, g);
            } else if (f == null) {
                slopes(loss, n, x, m, g, h);
            } else {
                all(loss, n, x, m, f, g, h);
            }
        }

        private static void values(Loss loss, int n, double[] x, double[] m, double[] f) {
            for (int i = 0; i < n; i++) {
                f[i] = loss.value(x[i], m[i]);
            }
        }

        private static void derivatives(Loss loss, int n, double[] x, double[] m, double[] g) {
            for (int i = 0; i < n; i++) {
                g[i] = loss.derivative(x[i], m[i]);
            }
        }

        private static void gradients(Loss loss, int n, double[] x, double[] m, double[] f, double[] g) {
            for (int i = 0; i < n; i++) {
                double xi = x[i];
                double mi = m[i];
                f[i] = loss.value(xi, mi);
                g[i] = loss.derivative(xi, mi);
            }
        }

        private static void slopes(Loss loss, int n, double[] x, double[] m, double[] g, double[] h) {
            for (int i = 0; i < n; i++) {
                double xi = x[i];
                double mi = m[i];
                g[i] = loss.derivative(xi, mi);
                h[i] = loss.curvature(xi, mi);
            }
        }

        private static void all(Loss loss, int n, double[] x, double[] m, double[] f, double[] g, double[] h) {
            for (int i = 0; i < n; i++) {
                double xi = x[i];
                double mi = m[i];
                f[i] = loss.value(xi, mi);
                g[i] = loss.derivative(xi, mi);
                h[i] = loss.curvature(xi, mi);
            }
        }

        @Override
        void means(Loss loss, int n, double[] m, double[] means) {
            for (int i = 0; i < n; i++) {
                means[i] = loss.mean(m[i]);
            }
        }

        @Override
        void increases(Loss loss, int n, double[] x, double[] from, double[] to, double[] f) {
            for (int i = 0; i < n; i++) {
                f[i] = loss.value(x[i], to[i]) - loss.value(x[i], from[i]);
            }
        }
    }
}
