package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.polyad.InvalidInputException;
import org.polyad.solver.FitState;
import org.polyad.solver.PreparedTensor;
import org.polyad.spark.Checkpoint;
import org.polyad.tensor.Shape;

/** The checkpoint of one run of fit: what {@code --resume} finds, and where states go. */
final class FitCheckpoint {
    /** Milliseconds: a state that cannot be read is tried for some two minutes. */
    private static final long FIRST_PAUSE = 1000;

    private final Checkpoint store;
    private final Map<String, String> options;
    private final Checkpoint.Saved found;
    private String data;

    private FitCheckpoint(Checkpoint store, Map<String, String> options, Checkpoint.Saved found) {
        this.store = store;
        this.options = options;
        this.found = found;
    }

    /**
     * Looks for a state when it is to be resumed, and says what it found.
     *
     * @param options that have to be the same
     * @throws IllegalArgumentException when the state is of a fit with other options
     */
    static FitCheckpoint open(RunOptions run, Map<String, String> options, Configuration conf, PrintWriter log)
            throws IOException {
        Checkpoint store = new Checkpoint(HadoopPaths.of(run.checkpoint()), conf);
        Checkpoint.Saved found = run.resume ? load(store, run.checkpoint(), log) : null;
        store.damaged().forEach(file -> log.println(file + " is damaged: going on from the state before it"));
        if (found != null) {
            checkOptions(found.options(), options);
            log.println("resuming from " + Shown.withoutSecrets(run.checkpoint()) + ", iteration "
                    + found.state().iteration());
        } else if (run.resume) {
            log.println("nothing to resume in " + Shown.withoutSecrets(run.checkpoint()) + ": starting afresh");
        } else if (!store.isEmpty()) {
            log.println("starting afresh: without --resume what an earlier fit saved in "
                    + Shown.withoutSecrets(run.checkpoint()) + " is replaced");
        }
        log.flush();
        return new FitCheckpoint(store, options, found);
    }

    /** @throws IOException when it cannot be read now: what is in it is left for later */
    private static Checkpoint.Saved load(Checkpoint store, String folder, PrintWriter log) throws IOException {
        try {
            return new Patient(log, FIRST_PAUSE).read(store::load);
        } catch (IOException e) {
            throw new IOException(
                    "the checkpoint " + Shown.withoutSecrets(folder) + " cannot be read now (" + Shown.cause(e)
                            + "); it is kept: once the file system is back, the same command goes on from it",
                    e);
        }
    }

    private static void checkOptions(Map<String, String> before, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        List<String> other = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), now.get(name))) {
                other.add("--" + name + " was " + before.get(name) + " and is now " + now.get(name));
            }
        }
        if (!other.isEmpty()) {
            throw new InvalidInputException(
                    "--resume needs the options of the fit that was broken off, but " + String.join(", ", other));
        }
    }

    /**
     * The state to go on from, or null.
     *
     * @throws IllegalArgumentException when it is of other data
     */
    FitState state(PreparedTensor problem, String[][] labels) {
        data = fingerprint(problem, labels);
        if (found == null) {
            return null;
        }
        if (!found.data().equals(data)) {
            throw new InvalidInputException(
                    "--resume needs the data of the fit that was broken off, but these are others" + " (fingerprint "
                            + data + ", was " + found.data() + ")");
        }
        return found.state();
    }

    static String fingerprint(PreparedTensor problem, String[][] labels) {
        Shape shape = problem.engine().shape();
        long hash = problem.cells().moments().fingerprint();
        for (int size : shape.sizes()) {
            hash = 31 * hash + size;
        }
        for (int n = 0; labels != null && n < labels.length; n++) {
            for (int i = 0; labels[n] != null && i < labels[n].length; i++) {
                hash = 31 * hash + labels[n][i].hashCode();
            }
        }
        return Long.toHexString(hash);
    }

    void save(FitState state) throws IOException {
        store.save(new Checkpoint.Saved(state, options, data));
    }

    boolean resumed() {
        return found != null;
    }

    void delete() throws IOException {
        store.delete();
    }
}
