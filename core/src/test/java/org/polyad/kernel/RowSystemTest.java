package org.polyad.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.kernel.vector.FastestKernels;
import org.polyad.kernel.vector.PlainKernels;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.model.Gram;
import org.polyad.model.PartSums;
import org.polyad.model.cp.CpFormat;
import org.polyad.model.cp.KhatriRao;
import org.polyad.oracle.Dense;
import org.polyad.oracle.Samples;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Rows of every mode against loops over a dense array; seeds are the orders. */
class RowSystemTest {
    private static final int[][] SIZES = {{4, 5}, {70, 3}, {4, 1, 3}, {5, 4, 6}, {3, 4, 2, 3}, {2, 3, 1, 3, 2}};
    private static final int[] RANKS = {1, 3, 4, 6};

    static Stream<String> losses() {
        return Stream.concat(Losses.names().stream(), Stream.of("beta(b=2)", "beta(b=1)", "negative-binomial(k=3)"));
    }

    private record Case(SparseTensor data, FactorMatrix[] factors, Kernels kernels) {}

    private interface Check {
        void on(Case one);
    }

    private static void everywhere(Loss loss, Check check) {
        for (int[] sizes : SIZES) {
            Random random = new Random(sizes.length);
            for (int rank : RANKS) {
                for (boolean weighted : new boolean[] {false, true}) {
                    Shape shape = Shape.of(sizes);
                    SparseTensor data = Samples.tensor(shape, loss.domain(), 0.5, weighted, random);
                    FactorMatrix[] factors = Samples.factors(shape, rank, loss, random);
                    check.on(new Case(data, factors, PlainKernels.INSTANCE));
                    check.on(new Case(data, factors, FastestKernels.chosen()));
                }
            }
        }
    }

    /** One row's view of a mode, whole in one block. */
    private static ModeView view(SparseTensor data, int mode) {
        long[] counts = data.sliceCounts(mode);
        return ModeViews.build(data, mode, RowBlocks.cut(counts, 1), counts)[0];
    }

    private static double[] row(FactorMatrix factor, int row) {
        double[] a = new double[factor.stride()];
        System.arraycopy(factor.data(), factor.offset(row), a, 0, a.length);
        return a;
    }

    private static void close(double actual, double expected, String what) {
        assertThat(actual).as(what).isCloseTo(expected, within(1e-10 * (1 + Math.abs(expected))));
    }

    private static void agree(RowSystem system, Dense dense, Loss loss, FactorMatrix[] factors, int mode, int row) {
        double[] gradient = dense.gradient(loss, factors, mode, row);
        double[][] hessian = dense.hessian(loss, factors, mode, row);
        for (int r = 0; r < gradient.length; r++) {
            close(system.gradient()[r], gradient[r], "gradient " + r + " of row " + row + ", mode " + mode);
            for (int s = r; s < gradient.length; s++) {
                close(system.hessian()[r * system.stride() + s], hessian[r][s], "hessian " + r + ", " + s);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradient_and_hessian_of_listed_entries(String name) {
        Loss loss = Losses.parse(name);
        everywhere(loss, one -> {
            Dense dense = Dense.of(one.data, false);
            for (int n = 0; n < one.factors.length; n++) {
                ModeView view = view(one.data, n);
                RowSystem system = new RowSystem(
                        one.factors[0].columns(), new CellLoss(loss, false), one.kernels, new KhatriRao(one.kernels));
                double total = 0;
                for (int j = 0; j < view.rows(); j++) {
                    system.clear();
                    double[] a = row(one.factors[n], view.firstRow() + j);
                    system.add(view, one.factors, view.rowStart()[j], view.rowStart()[j + 1], a);
                    agree(system, dense, loss, one.factors, n, view.firstRow() + j);
                    total += system.value();
                }
                close(total, dense.objective(loss, one.factors), "objective over mode " + n);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "poisson", "beta(b=2)"})
    void gradient_and_hessian_with_zeros_in_closed_form(String name) {
        Loss loss = Losses.parse(name);
        everywhere(loss, one -> {
            Dense dense = Dense.of(one.data, true);
            int order = one.factors.length;
            PartSums of = new PartSums() {
                @Override
                public double[] columnSums(int part) {
                    return Gram.columnSums(one.factors[part]);
                }

                @Override
                public double[] gram(int part) {
                    return Gram.of(one.factors[part]);
                }
            };
            for (int n = 0; n < order; n++) {
                CellLoss cells = new CellLoss(loss, true);
                ZeroTerm zeros =
                        new CpFormat(one.data.shape(), one.factors[0].columns()).zeros(cells.zeroPart(), of, n);
                ModeView view = view(one.data, n);
                RowSystem system =
                        new RowSystem(one.factors[0].columns(), cells, one.kernels, new KhatriRao(one.kernels));
                double total = 0;
                for (int j = 0; j < view.rows(); j++) {
                    system.clear();
                    double[] a = row(one.factors[n], view.firstRow() + j);
                    system.add(view, one.factors, view.rowStart()[j], view.rowStart()[j + 1], a);
                    zeros.addGradient(a, system.gradient());
                    zeros.addHessian(system.hessian());
                    agree(system, dense, loss, one.factors, n, view.firstRow() + j);
                    total += system.value() + zeros.valueAt(a);
                }
                close(total, dense.objective(loss, one.factors), "objective over mode " + n);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void values_and_gradients_at_another_row_and_between(String name) {
        Loss loss = Losses.parse(name);
        everywhere(loss, one -> {
            ModeView view = view(one.data, 1);
            RowSystem system = new RowSystem(
                    one.factors[0].columns(), new CellLoss(loss, false), one.kernels, new KhatriRao(one.kernels));
            for (int j = 0; j < view.rows(); j++) {
                int from = view.rowStart()[j];
                int to = view.rowStart()[j + 1];
                double[] a = row(one.factors[1], view.firstRow() + j);
                double[] there = a.clone();
                double[] between = a.clone();
                for (int r = 0; r < a.length; r++) {
                    there[r] *= 1.3 + 0.1 * r;
                    between[r] += 0.25 * (there[r] - a[r]);
                }
                system.clear();
                system.add(view, one.factors, from, to, a);
                system.modelsAhead(view, one.factors, from, to, there);
                double ahead = system.valueAt(view, one.factors, from, to, there);
                close(system.between(view, from, to, 1), ahead, "value ahead");
                double expected = system.valueAt(view, one.factors, from, to, between);
                close(system.between(view, from, to, 0.25), expected, "value between");
                double here = system.valueAt(view, one.factors, from, to, a);
                close(system.valueHere(view, from, to), here, "value here");
                double rise = system.valueAt(view, one.factors, from, to, there) - here;
                assertThat(system.increase(view, from, to))
                        .as("bound")
                        .isGreaterThan(rise - 1e-10 * (1 + Math.abs(here)));
                system.clearGradient();
                system.addGradientAhead(view, one.factors, from, to, there);
                double[] gradient = system.gradient().clone();
                close(system.value(), system.valueAt(view, one.factors, from, to, there), "value of the gradient");
                close(system.between(view, from, to, 0.25), expected, "value between, again");
                system.advance();
                close(system.between(view, from, to, 0.75), expected, "value between, from the other side");
                system.clear();
                system.add(view, one.factors, from, to, there);
                for (int r = 0; r < gradient.length; r++) {
                    close(gradient[r], system.gradient()[r], "gradient ahead");
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_same_without_values(String name) {
        Loss loss = Losses.parse(name);
        everywhere(loss, one -> {
            ModeView view = view(one.data, 0);
            CellLoss cells = new CellLoss(loss, false);
            RowSystem valued = new RowSystem(one.factors[0].columns(), cells, one.kernels, new KhatriRao(one.kernels));
            RowSystem system = new RowSystem(one.factors[0].columns(), cells, one.kernels, new KhatriRao(one.kernels));
            system.leaveValues();
            for (int j = 0; j < view.rows(); j++) {
                int from = view.rowStart()[j];
                int to = view.rowStart()[j + 1];
                double[] a = row(one.factors[0], view.firstRow() + j);
                for (RowSystem each : new RowSystem[] {valued, system}) {
                    each.clear();
                    each.add(view, one.factors, from, to, a);
                }
                if (loss.quadratic()) {
                    double size = Arrays.stream(valued.gradient())
                            .map(Math::abs)
                            .max()
                            .getAsDouble();
                    assertThat(system.gradient()).containsExactly(valued.gradient(), within(1e-12 * (1 + size)));
                } else {
                    assertThat(system.gradient()).isEqualTo(valued.gradient());
                }
                assertThat(system.hessian()).isEqualTo(valued.hessian());
                assertThat(system.value()).isZero();
                for (RowSystem each : new RowSystem[] {valued, system}) {
                    each.clearGradient();
                    each.addGradientAhead(view, one.factors, from, to, a);
                }
                if (loss.quadratic()) {
                    double size = Arrays.stream(valued.gradient())
                            .map(Math::abs)
                            .max()
                            .getAsDouble();
                    assertThat(system.gradient()).containsExactly(valued.gradient(), within(1e-12 * (1 + size)));
                } else {
                    assertThat(system.gradient()).isEqualTo(valued.gradient());
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void mttkrp(int order) {
        Loss loss = Losses.gaussian();
        everywhere(loss, one -> {
            if (one.factors.length != order || one.data.weights() != null) {
                return;
            }
            // With zeros for a model the gradient of the loss is minus twice the MTTKRP.
            for (int n = 0; n < order; n++) {
                FactorMatrix[] flat = one.factors.clone();
                flat[n] = new FactorMatrix(flat[n].rows(), flat[n].columns());
                ModeView view = view(one.data, n);
                RowSystem system = new RowSystem(
                        flat[0].columns(), new CellLoss(loss, false), one.kernels, new KhatriRao(one.kernels));
                for (int j = 0; j < view.rows(); j++) {
                    system.clear();
                    system.addMttkrp(view, one.factors, view.rowStart()[j], view.rowStart()[j + 1]);
                    double[] expected = Dense.of(one.data, false).gradient(loss, flat, n, view.firstRow() + j);
                    for (int r = 0; r < expected.length; r++) {
                        close(-2 * system.gradient()[r], expected[r], "mttkrp of mode " + n);
                    }
                }
            }
        });
    }
}
