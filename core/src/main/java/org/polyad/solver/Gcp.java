package org.polyad.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * Fits generalized CP models: the front door of the core.
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

    private final PreparedTensor problem;
    private final GcpOptions options;
    private final FitListener listener;
    private final Biases biases;
    private final Penalty penalty;
    private final Clock clock;
    private final List<Double> totals = new ArrayList<>();
    private FitState.Finished best;

    private Gcp(PreparedTensor problem, GcpOptions options, FitListener listener, double secondsBefore) {
        this.problem = problem;
        this.options = options;
        this.listener = listener;
        this.clock = new Clock(secondsBefore);
        int order = problem.engine().shape().order();
        this.biases = options.biases() ? new Biases(options.rank(), order) : null;
        this.penalty = new Penalty(options.regularization(), options.regularizationByCount(), order, biases);
    }

    /**
     * Fits a tensor in memory.
     *
     * @throws IllegalArgumentException for options that do not suit the data; {@link org.polyad.tensor.EntryException} for a value
     *     that the loss does not take
     */
    public static GcpResult fit(SparseTensor data, GcpOptions options, int threads) {
        try (PreparedTensor problem = LocalProblem.of(data, options, threads)) {
            return fit(problem, options, FitListener.NONE, null);
        }
    }

    /**
     * Fits a tensor prepared for an engine.
     *
     * @param resume the state to go on from, or null
     * @throws IllegalArgumentException when it was prepared for another method, loss or meaning of unlisted entries
     */
    public static GcpResult fit(PreparedTensor problem, GcpOptions options, FitListener listener, FitState resume) {
        problem.preparedFor().check(PreparedFor.of(options, problem.cells().zeros()));
        Gcp gcp = new Gcp(problem, options, listener, resume == null ? 0 : resume.seconds());
        if (resume != null) {
            gcp.totals.addAll(resume.finished());
            gcp.best = resume.best();
        }
        return problem.engine().threads().in(() -> gcp.run(resume));
    }

    private Method method() {
        return options.method(problem.cells().zeros());
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
        FactorMatrix[] factors = Start.of(problem, options, seed);
        Loss first = options.loss().forStart();
        boolean drawn = method().stochastic();
        if (state == null && !drawn && options.init() != GcpOptions.Init.MODEL) {
            factors = first.equals(options.loss())
                    ? sampled(seed).from(factors)
                    : fitted(problem.cells().with(first), factors);
        }
        FitRun run = new FitRun(problem, options, iterates(factors, seed));
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
            case LBFGSB -> new Lbfgsb(problem.engine(), problem.cells(), penalty, options.lowerBound(), start);
            case ADAM, ADAGRAD, SGD -> Polished.of(problem, options, new Polished.Run(start, seed, penalty, listener));
            default -> sweeps(problem.cells(), start);
        };
    }

    private Iterates sweeps(Cells cells, FactorMatrix[] start) {
        double lower = options.lowerBound();
        AlternatingNewton newton = new AlternatingNewton(problem.engine(), cells, penalty, lower, start);
        return AcceleratedSweeps.of(newton, problem.engine(), lower);
    }

    private SampledStart sampled(long seed) {
        return new SampledStart(problem.engine(), problem.cells(), penalty, options.lowerBound(), seed);
    }

    /** Where sweeps of another loss lead. */
    private FactorMatrix[] fitted(Cells cells, FactorMatrix[] start) {
        Iterates sweeps = sweeps(cells, start);
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
            factors[n] = new FactorMatrix(problem.engine().shape().size(n), options.columns(factors.length));
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
                problem.cells().zeros(),
                best.trace(),
                problem.holdoutCells(),
                List.copyOf(totals),
                Scales.of(factors, options.rank(), oneNorm()),
                listedCounts(),
                projectedGradient(factors),
                Polished.rounds(problem, options));
    }

    private long[][] listedCounts() {
        long[][] counts = new long[problem.engine().shape().order()][];
        Arrays.setAll(counts, problem.engine()::listedCounts);
        return counts;
    }

    private double projectedGradient(FactorMatrix[] factors) {
        return method() == Method.LBFGSB
                ? Stationarity.of(factors, problem, penalty, options.lowerBound())
                : Double.NaN;
    }

    private Ktensor canonical(FactorMatrix[] factors) {
        if (biases != null) {
            return biases.canonical(factors);
        }
        double[] ones = new double[options.rank()];
        Arrays.fill(ones, 1);
        return new Ktensor(ones, factors).canonical(oneNorm());
    }

    private boolean oneNorm() {
        return options.loss().domain() == Domain.COUNT && options.lowerBound() == 0;
    }
}
