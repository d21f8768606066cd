package org.polyad.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.RDDInfo;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.ModeViews;
import org.polyad.blocks.RowBlocks;
import org.polyad.engine.PreparedTensor;
import org.polyad.kernel.CellLoss;
import org.polyad.kernel.Kernels;
import org.polyad.kernel.RowSystem;
import org.polyad.kernel.vector.FastestKernels;
import org.polyad.kernel.vector.PlainKernels;
import org.polyad.loss.Losses;
import org.polyad.model.cp.KhatriRao;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.run.FitListener;
import org.polyad.run.Trace;
import org.polyad.solver.Gcp;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.text.TnsReader;

/**
 * One table of times and ratios, all from one run: what the machine can do, the kernels as shares of it, sweeps of the local engine by
 * one thread and two, the same in Spark, and MLlib's ALS beside ours. Arguments: a .tns file of counts, rank.
 */
public final class SpeedTable {
    private static final int SWEEPS = 8;
    private static final int ALS_SWEEPS = 5;

    private final SparseTensor data;
    private final int rank;
    private final SparkSession session;

    private SpeedTable(SparseTensor data, int rank, SparkSession session) {
        this.data = data;
        this.rank = rank;
        this.session = session;
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rank = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 16;
        SparseTensor data = null;
        for (String which : new String[] {"cold", "warm"}) {
            long begin = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                data = TnsReader.read(in, file.toString(), Duplicates.SUM);
            }
            double seconds = since(begin);
            row("read, " + which, seconds, "%.0f MB/s", Files.size(file) / seconds * 1e-6);
        }
        System.out.printf("%s, %d listed, rank %d%n", data.shape(), data.entries(), rank);
        new SpeedTable(data, rank, null).kernels();
        new SpeedTable(data, rank, null).local();
        try (SparkSession session = started()) {
            new SpeedTable(data, rank, session).spark();
            new SpeedTable(data, rank, session).mllib();
        }
    }

    /** As a fit has it; MLlib's classes are not registered. */
    static SparkSession started() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", KryoRegistrator.class.getName())
                .getOrCreate();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static void row(String what, double seconds, String format, Object... beside) {
        System.out.printf(
                Locale.ROOT, "%-48s %8.3f s  %s%n", what, seconds, String.format(Locale.ROOT, format, beside));
    }

    /** One thread's kernels over all modes, as shares of what one thread can do. */
    private void kernels() {
        double gather = Roofline.gather(1, 3000);
        double arithmetic = Roofline.arithmetic(1);
        System.out.printf(
                Locale.ROOT,
                "one thread: stream %.1f GB/s, gathered rows %.1f GB/s, %.1f Gflop/s; two: %.1f, %.1f, %.1f%n",
                Roofline.stream(1) * 1e-9,
                gather * 1e-9,
                arithmetic * 1e-9,
                Roofline.stream(2) * 1e-9,
                Roofline.gather(2, 3000) * 1e-9,
                Roofline.arithmetic(2) * 1e-9);
        int order = data.order();
        if (order == 3) {
            row("yardstick: mttkrp as plain as can be, 2 threads", PlainMttkrp.seconds(data, rank, 2), "");
        }
        double all = (double) order * data.entries();
        double bytes = all * (8.0 * FactorMatrix.stride(rank) * (order - 1) + 4 * (order - 1) + 8);
        for (Kernels kernels : new Kernels[] {PlainKernels.INSTANCE, FastestKernels.chosen()}) {
            String name = kernels == PlainKernels.INSTANCE ? ", plain loops" : "";
            double mttkrp = kernel(kernels, false);
            row("mttkrp, all modes" + name, mttkrp, "%.0f%% of gathered rows", 100 * bytes / mttkrp / gather);
            double newton = kernel(kernels, true);
            double work = all * rank * (order - 2 + 2 + 2 + rank + 1);
            row("gradient and Hessian" + name, newton, "%.0f%% of flop/s", 100 * work / newton / arithmetic);
        }
    }

    private double kernel(Kernels kernels, boolean hessian) {
        RowSystem system = new RowSystem(rank, new CellLoss(Losses.poisson(), true), kernels, new KhatriRao(kernels));
        FactorMatrix[] factors = new FactorMatrix[data.order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(data.shape().size(n), rank);
            Arrays.fill(factors[n].data(), 0.5);
        }
        double[] a = new double[system.stride()];
        Arrays.fill(a, 0, rank, 0.5);
        double best = 0;
        for (int n = 0; n < factors.length; n++) {
            long[] counts = data.sliceCounts(n);
            ModeView[] views = ModeViews.build(data, n, RowBlocks.cut(counts, 0), counts);
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < 3; k++) {
                long begin = System.nanoTime();
                for (ModeView view : views) {
                    for (int j = 0; j < view.rows(); j++) {
                        int from = view.rowStart()[j];
                        int to = view.rowStart()[j + 1];
                        system.clear();
                        if (hessian) {
                            system.add(view, factors, from, to, a);
                        } else {
                            system.addMttkrp(view, factors, from, to);
                        }
                    }
                }
                least = Math.min(least, since(begin));
            }
            best += least;
        }
        return best;
    }

    private GcpOptions options(String loss, Unlisted unlisted, int sweeps) {
        return GcpOptions.of(rank)
                .loss(Losses.parse(loss))
                .unlisted(unlisted)
                .maxIterations(sweeps)
                .tolerance(0)
                .build();
    }

    private void local() {
        for (String loss : new String[] {"gaussian", "poisson"}) {
            sweeps(loss, Unlisted.ZERO);
        }
        for (String loss : new String[] {"gaussian", "poisson-log", "poisson"}) {
            sweeps(loss, Unlisted.MISSING);
        }
        PreparedTensor problem = LocalPreparedTensor.of(data, options("poisson", Unlisted.ZERO, 30), 2);
        try (problem) {
            List<Trace> trace = trace(problem, options("poisson", Unlisted.ZERO, 30));
            double least = trace.get(trace.size() - 1).objective();
            Trace near = trace.stream()
                    .filter(t -> t.objective() <= least + 0.0005 * Math.abs(least))
                    .findFirst()
                    .orElseThrow();
            row(
                    "poisson to 0.05% of the best of 30 sweeps",
                    near.seconds(), "%d sweeps, F = %.6g", near.iteration(), near.objective());
        }
    }

    private void sweeps(String loss, Unlisted unlisted) {
        double one = sweep(loss, unlisted, 1);
        double two = sweep(loss, unlisted, 2);
        String what = loss + ", " + unlisted.name().toLowerCase(Locale.ROOT);
        row("sweep, " + what + ", 2 threads", two, "1 thread %.3f s: %.2f times", one, one / two);
    }

    private double sweep(String loss, Unlisted unlisted, int threads) {
        GcpOptions options = options(loss, unlisted, SWEEPS);
        try (LocalPreparedTensor problem = LocalPreparedTensor.of(data, options, threads)) {
            return median(trace(problem, options));
        }
    }

    private static List<Trace> trace(PreparedTensor problem, GcpOptions options) {
        List<Trace> all = new ArrayList<>();
        Gcp.fit(
                problem,
                options,
                new FitListener() {
                    @Override
                    public void iteration(Trace trace) {
                        all.add(trace);
                    }
                },
                null);
        return all;
    }

    /** Of the sweeps after the first three, for which the compiler is still at work. */
    private static double median(List<Trace> trace) {
        double[] seconds = new double[trace.size() - 3];
        for (int k = 0; k < seconds.length; k++) {
            seconds[k] = trace.get(k + 3).seconds() - trace.get(k + 2).seconds();
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private void spark() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        GcpOptions options = options("poisson", Unlisted.ZERO, SWEEPS);
        double local = sweep("poisson", Unlisted.ZERO, 2);
        try (DistributedTensor tensor = DistributedTensor.of(context, data, 2);
                PreparedTensor problem = SparkGcp.problem(tensor, options)) {
            long cached = 0;
            for (RDDInfo info : context.sc().getRDDStorageInfo()) {
                cached += info.name().startsWith("polyad: blocks") ? info.memSize() : 0;
            }
            double sweep = median(trace(problem, options));
            row("sweep, poisson, zero, Spark local[2]", sweep, "%.2f times the local engine", sweep / local);
            int order = data.order();
            System.out.printf(
                    Locale.ROOT,
                    "cached %.1f bytes an entry; d (4 (d - 1) + 8) = %d%n",
                    (double) cached / data.entries(),
                    order * (4 * (order - 1) + 8));
        }
    }

    /** The first two modes as ratings, the others added up; both fits from the data in memory to the model. */
    private void mllib() {
        var builder = SparseTensor.builder(2);
        for (int p = 0; p < data.entries(); p++) {
            builder.add(new int[] {data.subscripts(0)[p], data.subscripts(1)[p]}, data.values()[p]);
        }
        SparseTensor ratings = builder.build(Duplicates.SUM);
        List<Row> rows = new ArrayList<>(ratings.entries());
        for (int p = 0; p < ratings.entries(); p++) {
            rows.add(
                    RowFactory.create(ratings.subscripts(0)[p], ratings.subscripts(1)[p], (float) ratings.values()[p]));
        }
        var frame = session.createDataFrame(
                        rows, StructType.fromDDL("user INT NOT NULL, item INT NOT NULL, rating FLOAT NOT NULL"))
                .persist();
        frame.count();
        ALS als = new ALS().setRank(rank).setRegParam(0.01).setNumBlocks(2).setMaxIter(ALS_SWEEPS);
        GcpOptions options = new SpeedTable(ratings, rank, null).options("gaussian", Unlisted.MISSING, ALS_SWEEPS);
        double theirs = 0;
        double ours = 0;
        for (int k = 0; k < 3; k++) { // the last time counts, when the compiler has done its work
            long begin = System.nanoTime();
            als.fit(frame);
            theirs = since(begin);
            begin = System.nanoTime();
            Gcp.fit(ratings, options, 2);
            ours = since(begin);
        }
        row(
                "fit by MLlib's ALS, order 2, " + ALS_SWEEPS + " sweeps",
                theirs,
                "%.1f times ours, %.3f s",
                theirs / ours,
                ours);
    }
}
