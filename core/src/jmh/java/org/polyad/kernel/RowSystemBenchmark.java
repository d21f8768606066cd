package org.polyad.kernel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.kernel.vector.FastestKernels;
import org.polyad.kernel.vector.PlainKernels;
import org.polyad.loss.Losses;
import org.polyad.model.cp.KhatriRao;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/**
 * Nanoseconds an entry for the work of one mode: the MTTKRP, a gradient, and gradient with Hessian, with the plain loops and with
 * the fastest ones, so that one run gives the ratio.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// the kernels' flags are those of a run
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
public class RowSystemBenchmark {
    private static final int ENTRIES = 200_000;

    @Param({"plain", "fastest"})
    public String kernels;

    @Param({"16"})
    public int rank;

    private ModeView[] views;
    private FactorMatrix[] factors;
    private RowSystem system;

    @Setup
    public void plant() {
        SplittableRandom random = new SplittableRandom(1);
        int[] sizes = {200, 3000, 1000};
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int p = 0; p < ENTRIES; p++) {
            int[] subscript = {random.nextInt(200), random.nextInt(3000), random.nextInt(1000)};
            builder.add(subscript, 1 + random.nextInt(3));
        }
        SparseTensor tensor = builder.build(Duplicates.SUM);
        long[] counts = new long[tensor.shape().size(0)];
        views = ModeViews.build(tensor, 0, RowBlocks.cut(tensor.sliceCounts(0), 0), counts);
        factors = new FactorMatrix[3];
        for (int n = 0; n < 3; n++) {
            factors[n] = new FactorMatrix(tensor.shape().size(n), rank);
            for (int i = 0; i < sizes[n] && i < factors[n].rows(); i++) {
                for (int r = 0; r < rank; r++) {
                    factors[n].set(i, r, random.nextDouble());
                }
            }
        }
        Kernels chosen = kernels.equals("plain") ? PlainKernels.INSTANCE : FastestKernels.chosen();
        system = new RowSystem(rank, new CellLoss(Losses.poisson(), true), chosen, new KhatriRao(chosen));
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public double mttkrp() {
        return each((view, j, a) -> system.addMttkrp(view, factors, view.rowStart()[j], view.rowStart()[j + 1]));
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public double gradient() {
        return each((view, j, a) -> system.addGradient(view, factors, view.rowStart()[j], view.rowStart()[j + 1], a));
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public double gradientAndHessian() {
        return each((view, j, a) -> system.add(view, factors, view.rowStart()[j], view.rowStart()[j + 1], a));
    }

    private interface RowWork {
        void on(ModeView view, int j, double[] a);
    }

    private double each(RowWork work) {
        double[] a = new double[factors[0].stride()];
        system.clear();
        for (ModeView view : views) {
            for (int j = 0; j < view.rows(); j++) {
                System.arraycopy(factors[0].data(), factors[0].offset(view.firstRow() + j), a, 0, a.length);
                work.on(view, j, a);
            }
        }
        return system.value();
    }
}
