package org.polyad.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.engine.Criterion;
import org.polyad.engine.PreparedFor;
import org.polyad.engine.PreparedTensor;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.model.TensorModel;
import org.polyad.model.cp.Biases;
import org.polyad.model.cp.Scales;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.run.Clock;
import org.polyad.run.FitListener;
import org.polyad.run.FitRun;
import org.polyad.run.FitState;
import org.polyad.run.Iterates;
import org.polyad.run.StopReason;
import org.polyad.run.Trace;
import org.polyad.solver.lbfgsb.Lbfgsb;
import org.polyad.solver.lbfgsb.Stationarity;
import org.polyad.solver.newton.AcceleratedSweeps;
import org.polyad.solver.newton.AlternatingNewton;
import org.polyad.solver.newton.SampledStart;
import org.polyad.solver.start.Start;
import org.polyad.solver.stochastic.StochasticRun;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.SparseTensor;

/**
 * Fits generalized CP models: the entry point of the core.
 *
 * <pre>
 * SparseTensor trips = ...;
 * GcpOptions options = GcpOptions.of(10).loss(Losses.poisson()).unlisted(Unlisted.ZERO).build();
 * Ktensor model = Gcp.fit(trips, options, 2).model();
 * </pre>
 *
 * <p>The same data, options and seed give the same model, whatever the number of threads or machines. Source: D. Hong, T. G.
 * Kolda, J. A. Duersch, Generalized Canonical Polyadic Tensor Decomposition, SIAM Review 62(1), 2020.
 */
public final class Gcp {
    /** Sweeps of a loss that only makes the start. */
    private static final int START_SWEEPS = 20;

    private final PreparedTensor prepared;
    private final GcpOptions options;
    private final FitListener listener;
    private final Criterion criterion;
    private final Clock clock;
    private final List<Double> totals = new ArrayList<>();
    private FitState.Finished best;

    private Gcp(PreparedTensor prepared, GcpOptions options, FitListener listener, double secondsBefore) {
        this.prepared = prepared;
        this.options = options;
        this.listener = listener;
        this.clock = new Clock(secondsBefore);
        this.criterion = Criterion.of(options, prepared.engine().shape(), prepared.cells());
    }

    /**
     * Fits a tensor in memory.
     *
     * @throws IllegalArgumentException for options that do not suit the data; {@link org.polyad.tensor.EntryException} for a value outside
     *     the loss's domain
     */
    public static GcpResult fit(SparseTensor data, GcpOptions options, int threads) {
        try (PreparedTensor prepared = LocalPreparedTensor.of(data, options, threads)) {
            return fit(prepared, options, FitListener.NONE, null);
        }
    }

    /**
     * Fits a tensor prepared for an engine.
     *
     * @param resume the state to continue from, or null
     * @throws IllegalArgumentException when it was prepared for another method, loss or meaning of unlisted entries
     */
    public static GcpResult fit(PreparedTensor prepared, GcpOptions options, FitListener listener, FitState resume) {
        prepared.preparedFor().check(PreparedFor.of(options, prepared.cells().zeros()));
        Gcp gcp = new Gcp(prepared, options, listener, resume == null ? 0 : resume.seconds());
        if (resume != null) {
            gcp.totals.addAll(resume.finished());
            gcp.best = resume.best();
        }
        return prepared.engine().threads().in(() -> gcp.run(resume));
    }

    private Method method() {
        return options.method(prepared.cells().zeros());
    }

    private GcpResult run(FitState resume) {
        boolean goOn = true;
        for (int start = resume == null ? 0 : resume.start(); goOn && start < options.starts(); start++) {
            FitState state = resume != null && start == resume.start() ? resume : null;
            FitState.Finished finished = start(start, state);
            goOn = finished.stopReason() != StopReason.TIME_LIMIT;
            totals.add(finished.total());
            if (best == null || finished.total() < best.total() || Double.isNaN(best.total())) {
                best = finished;
            }
        }
        return result();
    }

    private FitState.Finished start(int start, FitState state) {
        long seed = options.seed() + start;
        listener.starting(start, seed);
        FactorMatrix[] factors = Start.of(prepared, options, seed);
        Loss first = options.loss().forStart();
        boolean drawn = method().stochastic();
        if (state == null && !drawn && options.init() != GcpOptions.Init.MODEL) {
            factors = first.equals(options.loss())
                    ? sampled(seed).from(factors)
                    : fitted(criterion.with(prepared.cells().with(first)), factors);
        }
        FitRun run = new FitRun(prepared, options, criterion.format(), iterates(factors, seed));
        if (state != null) {
            run.restore(state);
        }
        boolean more = true;
        while (more) {
            int before = run.trace().size();
            more = run.step(clock);
            if (run.trace().size() > before) {
                listener.iteration(run.trace().get(before));
            }
            save(run, start, !more && run.stopped() == StopReason.TIME_LIMIT);
        }
        return run.finished(seed);
    }

    private Iterates iterates(FactorMatrix[] start, long seed) {
        return switch (method()) {
            case LBFGSB -> new Lbfgsb(prepared.engine(), criterion, start);
            case ADAM, ADAGRAD, SGD ->
                StochasticRun.of(prepared, options, new StochasticRun.Start(start, seed, criterion, listener));
            default -> sweeps(criterion, start);
        };
    }

    private Iterates sweeps(Criterion of, FactorMatrix[] start) {
        return AcceleratedSweeps.of(new AlternatingNewton(prepared.engine(), of, start), of);
    }

    private SampledStart sampled(long seed) {
        return new SampledStart(prepared.engine(), criterion, seed);
    }

    /** Where sweeps of another loss lead. */
    private FactorMatrix[] fitted(Criterion of, FactorMatrix[] start) {
        Iterates sweeps = sweeps(of, start);
        for (int k = 0; k < START_SWEEPS; k++) {
            sweeps.step();
        }
        return sweeps.factors();
    }

    private void save(FitRun run, int start, boolean always) {
        int every = listener.checkpointEvery();
        int done = run.trace().size();
        if (always || every > 0 && done > 0 && done % every == 0) {
            listener.checkpoint(new FitState(
                    start,
                    done,
                    clock.seconds(),
                    run.method().state(),
                    List.copyOf(run.trace()),
                    List.copyOf(totals),
                    best));
        }
    }

    private GcpResult result() {
        FactorMatrix[] factors = new FactorMatrix[best.factors().length];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(
                    criterion.format().rows(n), criterion.format().columns(n));
            System.arraycopy(best.factors()[n], 0, factors[n].data(), 0, factors[n].data().length);
        }
        Trace last = best.trace().get(best.trace().size() - 1);
        return new GcpResult(
                canonical(factors),
                last.objective(),
                last.regularization(),
                best.stopReason(),
                best.iterations(),
                best.seed(),
                method(),
                prepared.cells().zeros(),
                best.trace(),
                prepared.holdoutCells(),
                List.copyOf(totals),
                Scales.of(factors, options.rank(), oneNorm()),
                listedCounts(),
                projectedGradient(factors),
                StochasticRun.rounds(prepared, options));
    }

    private long[][] listedCounts() {
        long[][] counts = new long[prepared.engine().shape().order()][];
        Arrays.setAll(counts, prepared.engine()::listedCounts);
        return counts;
    }

    private double projectedGradient(FactorMatrix[] factors) {
        return method() == Method.LBFGSB ? Stationarity.of(factors, prepared.engine(), criterion) : Double.NaN;
    }

    private TensorModel canonical(FactorMatrix[] factors) {
        return options.biases()
                ? new Biases(options.rank(), factors.length).canonical(factors)
                : criterion.format().canonical(factors, oneNorm());
    }

    private boolean oneNorm() {
        return options.loss().domain() == Domain.COUNT && options.lowerBound() == 0;
    }
}
