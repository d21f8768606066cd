package org.polyad.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Streams;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Small fits of every kind, and F by its definition: a sum over cells that knows nothing of blocks and closed forms. */
final class GradientCases {
    private static final int[][] SHAPES = {{7, 6}, {6, 5, 4}, {5, 1, 6}, {4, 3, 3, 3}, {40, 3, 2}};
    private static final List<String> MORE = List.of(
            "beta(b=1)", "beta(b=2)", "beta(b=2, eps=0.01)", "beta(b=1.5)", "huber(delta=2)", "poisson(eps=0.1)");

    private final String name;
    private final SparseTensor data;
    private final GcpOptions options;
    /** By cell: its value, and its weight, 0 outside Omega. */
    private final double[] values;

    private final double[] weights;
    private final long[][] counts;

    private GradientCases(String name, SparseTensor data, GcpOptions options) {
        this.name = name;
        this.data = data;
        this.options = options;
        this.values = new double[(int) data.shape().cells()];
        this.weights = new double[values.length];
        this.counts = new long[data.order()][];
        SparseTensor holdout = Omega.prepare(data, options).holdout();
        Arrays.setAll(counts, data::sliceCounts);
        Arrays.fill(weights, options.unlisted() == Unlisted.ZERO ? 1 : 0);
        for (int p = 0; p < data.entries(); p++) {
            values[cell(data, p)] = data.values()[p];
            weights[cell(data, p)] = data.weight(p);
        }
        boolean[] aside = new boolean[values.length];
        for (int p = 0; holdout != null && p < holdout.entries(); p++) {
            aside[cell(holdout, p)] = true;
            weights[cell(holdout, p)] = 0;
        }
        for (int p = 0; p < data.entries(); p++) {
            for (int n = 0; n < counts.length && aside[cell(data, p)]; n++) {
                counts[n][data.subscripts(n)[p]]--;
            }
        }
    }

    /** The place of an entry's cell; a mode of marks, behind those of the data, does not count. */
    private int cell(SparseTensor tensor, int entry) {
        int cell = 0;
        for (int n = 0; n < data.order(); n++) {
            cell = cell * data.shape().size(n) + tensor.subscripts(n)[entry];
        }
        return cell;
    }

    SparseTensor data() {
        return data;
    }

    GcpOptions options() {
        return options;
    }

    /** The same fit by stochastic gradients, and about seven blocks. */
    GcpOptions stochastic(StochasticOptions settings) {
        return GcpOptions.of(options.rank())
                .loss(options.loss())
                .unlisted(options.unlisted())
                .method(Method.SGD)
                .regularization(options.regularization())
                .regularizationByCount(options.regularizationByCount())
                .nonnegative(options.nonnegative())
                .holdout(options.holdout())
                .blocks(options.rank() == 1 ? 1 : options.blocks() == 20 ? 20 : 7)
                .stochastic(settings)
                .build();
    }

    /** All losses, with zeros observed or unlisted missing; shape, rank, weights, penalty and hold-out take turns. */
    static List<GradientCases> all() {
        List<String> losses = new ArrayList<>(Losses.names());
        losses.addAll(MORE);
        List<GradientCases> cases = new ArrayList<>();
        for (int k = 0; k < losses.size(); k++) {
            Loss loss = Losses.parse(losses.get(k));
            for (int shape = 0; shape < SHAPES.length; shape++) {
                if (loss.unlistedZeros()) {
                    cases.add(of(loss, Unlisted.ZERO, shape, k + shape));
                }
                cases.add(of(loss, Unlisted.MISSING, shape, k + shape + 1));
            }
        }
        return cases;
    }

    private static GradientCases of(Loss loss, Unlisted unlisted, int shape, int turn) {
        SparseTensor data = data(SHAPES[shape], loss.domain(), turn % 2 == 0, turn);
        double[] each = new double[data.order()];
        for (int n = 0; n < each.length; n++) {
            each[n] = 0.1 * n;
        }
        GcpOptions options = GcpOptions.of(turn % 4 == 0 ? 1 : 3)
                .loss(loss)
                .unlisted(unlisted)
                .regularization(turn % 3 == 0 ? new double[] {0} : turn % 3 == 1 ? new double[] {0.3} : each)
                .regularizationByCount(turn % 2 == 1)
                .nonnegative(turn % 5 == 0)
                .holdout(turn % 2 == 0 ? 0.2 : 0)
                .blocks(shape == SHAPES.length - 1 ? 20 : 3)
                .build();
        return new GradientCases(loss.name() + " " + unlisted + " " + data.shape() + " turn " + turn, data, options);
    }

    /** Two cells in five are listed; the last slice of mode 0 is empty, and slice 1 nearly full. */
    private static SparseTensor data(int[] sizes, Domain domain, boolean weighted, long seed) {
        SparseTensorBuilder builder = SparseTensor.builder(sizes.length);
        int[] subscript = new int[sizes.length];
        double cells = Shape.of(sizes).cells();
        for (int p = 0; p < cells; p++) {
            for (int n = sizes.length - 1, rest = p; n >= 0; n--) {
                subscript[n] = rest % sizes[n];
                rest /= sizes[n];
            }
            double u = Streams.uniform(seed, Purpose.GENERATE, p, 0, 0);
            if (subscript[0] < sizes[0] - 1 && u < (subscript[0] == 1 ? 0.9 : 0.4)) {
                double weight = weighted ? 0.5 + Streams.uniform(seed, Purpose.GENERATE, p, 1, 0) : 1;
                // a listed zero of weight 0 looks like a cell set aside
                boolean nothing = weighted && p % 6 == 0 && domain.contains(0);
                builder.add(subscript, nothing ? 0 : value(domain, seed, p), nothing ? 0 : weight);
            }
        }
        return builder.build(Shape.of(sizes), Duplicates.ERROR);
    }

    private static double value(Domain domain, long seed, long p) {
        double u = Streams.uniform(seed, Purpose.GENERATE, p, 2, 0);
        return switch (domain) {
            case REAL -> Streams.normal(seed, Purpose.GENERATE, p, 3, 0);
            case NONNEGATIVE -> u < 0.2 ? 0 : 3 * u;
            case POSITIVE -> 0.1 + 3 * u;
            case COUNT -> Math.floor(5 * u * u);
            case BINARY -> u < 0.6 ? 1 : 0;
        };
    }

    /** Factors in general position, inside the bound. */
    FactorMatrix[] point(long seed) {
        FactorMatrix[] factors = new FactorMatrix[data.order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(data.shape().size(n), options.rank());
            for (int i = 0; i < factors[n].rows(); i++) {
                for (int r = 0; r < options.rank(); r++) {
                    double value = options.lowerBound() == 0
                            ? 0.3 + Streams.uniform(seed, Purpose.START, n, i, r)
                            : 0.8 * Streams.normal(seed, Purpose.START, n, i, r);
                    factors[n].set(i, r, value);
                }
            }
        }
        return factors;
    }

    /** F with the penalty. */
    double objective(FactorMatrix[] factors) {
        double[] ones = new double[options.rank()];
        Arrays.fill(ones, 1);
        Ktensor model = new Ktensor(ones, factors);
        double sum = 0;
        int[] subscript = new int[data.order()];
        for (int p = 0; p < values.length; p++) {
            subscript(p, subscript);
            if (weights[p] != 0) {
                sum += weights[p] * options.loss().value(values[p], model.valueAt(subscript));
            }
        }
        return sum + penalty(factors);
    }

    private void subscript(int cell, int[] to) {
        int rest = cell;
        for (int n = to.length - 1; n >= 0; n--) {
            to[n] = rest % data.shape().size(n);
            rest /= data.shape().size(n);
        }
    }

    private double penalty(FactorMatrix[] factors) {
        double sum = 0;
        double[] reg = options.regularization();
        for (int n = 0; n < factors.length; n++) {
            for (int i = 0; i < factors[n].rows(); i++) {
                double c = options.regularizationByCount() ? Math.max(1, counts[n][i]) : 1;
                for (int r = 0; r < options.rank(); r++) {
                    sum += reg[reg.length == 1 ? 0 : n] * c * factors[n].at(i, r) * factors[n].at(i, r);
                }
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return name;
    }
}
