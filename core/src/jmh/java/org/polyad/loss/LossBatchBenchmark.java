package org.polyad.loss;

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

/**
 * Nanoseconds a cell for f, f' and f'' of a batch: in the loops that each class of losses gets as a copy, in the loops shared by all
 * losses, and for the gaussian loss in a loop written out for it alone. All losses are used before, as in a program that fits several.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class LossBatchBenchmark {
    private static final int CELLS = 1024;

    private final double[] x = new double[CELLS];
    private final double[] m = new double[CELLS];
    private final double[] f = new double[CELLS];
    private final double[] g = new double[CELLS];
    private final double[] h = new double[CELLS];

    @Param({"gaussian", "huber", "bernoulli-odds", "gamma"})
    public String name;

    private final BatchLoops shared = new BatchLoops.Shared();
    private final Gaussian gaussian = (Gaussian) Losses.gaussian();
    private Loss loss;

    @Setup
    public void use() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CELLS; i++) {
            x[i] = 1 - random.nextInt(2);
            m[i] = 0.1 + random.nextDouble();
        }
        for (int k = 0; k < 2000; k++) {
            for (String each : Losses.names()) {
                Loss one = Losses.parse(each);
                one.evaluate(CELLS, x, m, f, g, h);
                shared.evaluate(one, CELLS, x, m, f, g, h);
            }
        }
        loss = Losses.parse(name);
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public double[] copied() {
        loss.evaluate(CELLS, x, m, f, g, h);
        return f;
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public double[] shared() {
        shared.evaluate(loss, CELLS, x, m, f, g, h);
        return f;
    }

    /** For gaussian only, whatever {@link #name} says. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public double[] writtenOut() {
        for (int i = 0; i < CELLS; i++) {
            double xi = x[i];
            double mi = m[i];
            f[i] = gaussian.value(xi, mi);
            g[i] = gaussian.derivative(xi, mi);
            h[i] = gaussian.curvature(xi, mi);
        }
        return f;
    }
}
