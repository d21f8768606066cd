package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.polyad.jobs.experiment.RankChoice;
import org.polyad.jobs.experiment.Scores;
import org.polyad.jobs.experiment.Trial;
import org.polyad.jobs.experiment.TrialResult;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.metrics.CoreConsistency;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.HeldOut;
import org.polyad.solver.LocalProblem;
import org.polyad.solver.PreparedTensor;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.spark.PolyadVersion;
import org.polyad.spark.SparkGcp;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/** The tensor of an experiment, read and cut once, and the ways to fit it. Exactly one of the two tensors is there. */
final class ExperimentData implements AutoCloseable {
    /** Above that many entries fits are spread out. */
    private static final double LOCAL = 50e6;

    private final SparseTensor local;
    private final DistributedTensor distributed;
    private final String[][] labels;
    private final String[] modes;
    private final Trial.Shared shared;
    private final Map<Trial.Cut, PreparedTensor> problems = new LinkedHashMap<>();

    private ExperimentData(
            SparseTensor local,
            TensorInput.Distributed spread,
            String[][] labels,
            String[] modes,
            Trial.Shared shared) {
        this.local = local;
        this.distributed = spread == null ? null : spread.tensor();
        this.labels = labels;
        this.modes = modes;
        this.shared = shared;
    }

    /** Takes the result of a fit as soon as it is there. */
    interface Sink {
        void take(TrialResult result) throws IOException;
    }

    static ExperimentData open(
            TensorInput input, ExperimentOptions grid, List<Trial> trials, String engine, Integer partitions)
            throws IOException {
        Trial.Shared shared = grid.shared();
        boolean local = engine.equals("local") || engine.equals("auto") && input.estimatedEntries() < LOCAL;
        Loss first = Losses.parse(trials.get(0).loss());
        ExperimentData data;
        if (local) {
            LabelledTensor read = input.read(first);
            data = new ExperimentData(read.tensor(), null, read.labels(), read.modeNames(), shared);
        } else {
            TensorInput.Distributed read = input.read(context(), first, partitions == null ? 0 : partitions);
            data = new ExperimentData(null, read, read.labels(), read.modeNames(), shared);
        }
        try {
            data.check(trials);
            return data;
        } catch (EntryException e) {
            data.close();
            throw input.explained(e, data.labels, first);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(SparkStart.session().sparkContext());
    }

    /** Meets each loss once, before any fit, so that a value that it does not allow ends the run at its start. */
    private void check(List<Trial> trials) {
        Set<String> losses = new HashSet<>();
        for (Trial trial : trials) {
            if (losses.add(trial.loss())) {
                problem(trial.cut());
            }
        }
    }

    /** The cells of a loss and a method. */
    private PreparedTensor problem(Trial.Cut cut) {
        return problems.computeIfAbsent(cut, key -> {
            GcpOptions options = shared.cells(key);
            return distributed == null
                    ? LocalProblem.of(local, options, Runtime.getRuntime().availableProcessors())
                    : SparkGcp.problem(distributed, options);
        });
    }

    /** Cells prepared for the loss and any method, which does not decide which ones are set aside. */
    private PreparedTensor anyOf(Trial.Cut cut) {
        for (Map.Entry<Trial.Cut, PreparedTensor> made : problems.entrySet()) {
            if (made.getKey().loss().equals(cut.loss())) {
                return made.getValue();
            }
        }
        return problem(cut);
    }

    String fingerprint() {
        return FitCheckpoint.fingerprint(problems.values().iterator().next(), labels);
    }

    /** Fits; {@code sink} takes results one at a time, in the order in which they come. */
    void run(List<Trial> trials, Sink sink) throws IOException {
        if (trials.isEmpty()) {
            return;
        }
        if (distributed == null) {
            sideBySide(trials, sink);
            return;
        }
        for (Trial trial : trials) {
            sink.take(TrialResult.run(problem(trial.cut()), shared, trial));
        }
    }

    /** A task a fit; Spark hands tasks out in order. */
    private void sideBySide(List<Trial> trials, Sink sink) throws IOException {
        JavaSparkContext context = context();
        Broadcast<SparseTensor> data = context.broadcast(local);
        Trial.Shared common = shared;
        try {
            JavaRDD<byte[]> fits = context.parallelize(indices(trials.size()), trials.size())
                    .map(number -> TrialResult.run(data.value(), common, trials.get(number)))
                    .setName("polyad: fits of an experiment");
            new TaskResults(fits).forEach(bytes -> sink.take(TrialResult.of(bytes)));
        } finally {
            data.destroy();
        }
    }

    private static List<Integer> indices(int count) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            indices.add(i);
        }
        return indices;
    }

    Model model(TrialResult result, Map<String, Object> settings) {
        Trial trial = result.trial();
        Map<String, Object> options = new LinkedHashMap<>(settings);
        options.keySet().removeAll(List.of("ranks", "losses", "regularizations", "methods", "seeds", "output"));
        options.put("rank", trial.rank());
        options.put("loss", trial.loss());
        options.put("regularization", trial.regularization());
        options.put("method", trial.method());
        options.put("seed", trial.seed());
        ModelInfo info = new ModelInfo(
                PolyadVersion.current(),
                trial.loss(),
                shared.unlisted(),
                Arrays.asList(modes),
                result.scores().objective(),
                result.scores().stopReason(),
                result.scores().iterations(),
                trial.seed(),
                options);
        return new Model(result.model(), info, labels, result.entries(), result.lines(), null);
    }

    /** A rank, from the models of its seeds. */
    RankChoice.Candidate candidate(List<Trial> seeds, Map<Trial, Scores> rows, ExperimentFolder folder)
            throws IOException {
        Trial best = seeds.stream()
                .min(Comparator.comparingDouble(
                        t -> rows.get(t).objective() + rows.get(t).penalty()))
                .orElseThrow();
        List<Ktensor> models = new ArrayList<>();
        for (Trial seed : seeds) {
            models.add(folder.model(seed).ktensor());
        }
        Ktensor kept = models.get(seeds.indexOf(best));
        HeldOut held = HeldOut.of(anyOf(best.cut()), kept);
        boolean gaussian = best.loss().equals("gaussian") && local != null;
        return new RankChoice.Candidate(
                best.rank(),
                best,
                rows.get(best),
                held,
                held.losses(Losses.parse(best.loss())),
                stability(models),
                gaussian ? CoreConsistency.of(kept, local, "zero".equals(shared.unlisted())) : Double.NaN,
                spread(seeds, rows));
    }

    /** The mean score of all pairs. */
    private static double stability(List<Ktensor> models) {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < models.size(); a++) {
            for (int b = 0; b < a; b++) {
                sum += models.get(a).score(models.get(b));
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    /** The standard deviation of the held-out means of the seeds. */
    private static double spread(List<Trial> seeds, Map<Trial, Scores> rows) {
        double[] means =
                seeds.stream().mapToDouble(seed -> rows.get(seed).heldOut()).toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double squares = Arrays.stream(means).map(x -> (x - mean) * (x - mean)).sum();
        return means.length < 2 ? Double.NaN : Math.sqrt(squares / (means.length - 1));
    }

    @Override
    public void close() {
        problems.values().forEach(PreparedTensor::close);
        if (distributed != null) {
            distributed.close();
        }
    }
}
