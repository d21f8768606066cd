package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.polyad.engine.Criterion;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.model.Packing;
import org.polyad.model.cp.CpFormat;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.oracle.Samples;
import org.polyad.run.StopReason;
import org.polyad.solver.lbfgsb.TotalObjective;
import org.polyad.solver.start.Start;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Where a fit by Newton ends on tensors with empty slices, for every loss: {@code -Dpolyad.seed=N} draws other tensors.
 */
class RowsAtTheBoundProperties {
    private static final String SEED = "20260102";

    /** Most end within 1e-6; where f is flat, as beta(b=3) at 0, F is settled to 1e-12 a little before. */
    private static final double NEAR = 1e-5;

    /** Numbers near the loss's own eps = 1e-10, below which log(m + eps) ends: a step there moves F by less than its rounding. */
    private static final double EPS_SCALE = 1e-9;

    @Provide
    Arbitrary<String> losses() {
        List<String> names = new ArrayList<>(Losses.names());
        names.addAll(List.of("beta(b=2)", "beta(b=1)", "beta(b=1.5)", "beta(b=3)", "huber(delta=1)"));
        return Arbitraries.of(names);
    }

    /** Lists cells of some slices only: of each mode about a third of the rows, and the last, have no entry. */
    private static SparseTensor withGaps(Loss loss, int order, Random random) {
        int[] sizes = new int[order];
        boolean[][] empty = new boolean[order][];
        for (int n = 0; n < order; n++) {
            sizes[n] = 2 + random.nextInt(order == 2 ? 9 : 5);
            empty[n] = new boolean[sizes[n]];
            for (int i = 1; i < sizes[n]; i++) {
                empty[n][i] = i == sizes[n] - 1 || random.nextInt(3) == 0;
            }
        }
        Shape shape = Shape.of(sizes);
        SparseTensorBuilder builder = SparseTensor.builder(order);
        int[] subscript = new int[order];
        for (long cell = 0; cell < shape.cells(); cell++) {
            long rest = cell;
            boolean gap = false;
            for (int n = order - 1; n >= 0; n--) {
                subscript[n] = (int) (rest % sizes[n]);
                rest /= sizes[n];
                gap |= empty[n][subscript[n]];
            }
            if (cell == 0 || !gap && random.nextDouble() < 0.6) {
                double x = Samples.value(loss.domain(), random);
                builder.add(subscript, cell == 0 && x == 0 ? 1 : x);
            }
        }
        return builder.build(shape, Duplicates.ERROR);
    }

    @Property(tries = 120, seed = SEED)
    void every_row_ends_at_its_minimum_and_rows_without_entries_at_the_bound(
            @ForAll("losses") String name,
            @ForAll boolean nonnegative,
            @ForAll @IntRange(min = 2, max = 4) int order,
            @ForAll @IntRange(min = 1, max = 3) int rank,
            @ForAll long seed) {
        Assume.that(Losses.parse(name).unlistedZeros());
        Ending ending = Ending.of(name, nonnegative, order, rank, seed + Long.getLong("polyad.seed", 0));
        assertThat(ending.distance).as("%s", ending.stopReason).isLessThanOrEqualTo(NEAR * (1 + ending.slopeOfStart));
        assertThat(ending.offTheBound).isZero();
    }

    /**
     * Where a fit ended.
     *
     * @param distance the largest |P(a - g) - a| of any number a with gradient g, P the projection into the bound
     * @param slopeOfStart the largest |g| of the start
     * @param offTheBound numbers of rows without entries that are not 0 though there is a bound
     */
    record Ending(StopReason stopReason, double distance, double slopeOfStart, int offTheBound) {

        static Ending of(String name, boolean nonnegative, int order, int rank, long seed) {
            Loss loss = Losses.parse(name);
            Random random = new Random(seed);
            SparseTensor data = withGaps(loss, order, random);
            // without a penalty links may have their minimum at infinity
            boolean penalised = random.nextInt(3) == 0 || loss.lowerBound() < 0 || loss.domain() == Domain.BINARY;
            GcpOptions options = GcpOptions.of(rank)
                    .loss(loss)
                    .unlisted(Unlisted.ZERO)
                    .method(Method.NEWTON)
                    .nonnegative(nonnegative)
                    .regularization(penalised ? 0.1 : 0)
                    // as many as entries: heavy rows are cut into pieces
                    .blocks(new int[] {0, 3, 400}[random.nextInt(3)])
                    .seed(seed)
                    .tolerance(1e-12)
                    .maxIterations(5000)
                    .build();
            GcpResult result = Gcp.fit(data, options, 1);
            FactorMatrix[] factors = spread(result);
            try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, options, 1)) {
                double start = largest(gradient(problem, options, Start.of(problem, options, result.seed())));
                double[] g = gradient(problem, options, factors);
                double[] a = new Packing(new CpFormat(data.shape(), rank)).pack(factors);
                for (int k = 0; k < a.length; k++) {
                    boolean tiny = a[k] > 0 && a[k] < EPS_SCALE && loss.lowerBound() == 0;
                    g[k] = tiny ? 0 : Math.max(options.lowerBound(), a[k] - g[k]) - a[k];
                }
                return new Ending(result.stopReason(), largest(g), start, left(data, factors, options));
            }
        }
    }

    private static int left(SparseTensor data, FactorMatrix[] factors, GcpOptions options) {
        int off = 0;
        for (int n = 0; n < factors.length && options.lowerBound() == 0; n++) {
            long[] listed = data.sliceCounts(n);
            for (int i = 0; i < listed.length; i++) {
                for (int r = 0; r < options.rank() && listed[i] == 0; r++) {
                    off += factors[n].at(i, r) == 0 ? 0 : 1;
                }
            }
        }
        return off;
    }

    /** In the fit's own scale, in which lambda is 1. */
    private static FactorMatrix[] spread(GcpResult result) {
        FactorMatrix[] factors = new FactorMatrix[result.model().order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = result.model().factor(n).copy();
            factors[n].scaleColumns(result.scales()[n].clone());
        }
        return factors;
    }

    private static double[] gradient(LocalPreparedTensor problem, GcpOptions options, FactorMatrix[] at) {
        Criterion criterion = Criterion.of(options, problem.engine().shape(), problem.cells());
        Packing packing = new Packing(criterion.format());
        double[] gradient = new double[packing.unknowns()];
        new TotalObjective(problem.engine(), criterion, packing).valueAndGradient(packing.pack(at), gradient);
        return gradient;
    }

    private static double largest(double[] of) {
        double largest = 0;
        for (double value : of) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
