package org.polyad.jobs.experiment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.polyad.solver.FitListener;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.solver.HeldOut;
import org.polyad.solver.LocalProblem;
import org.polyad.solver.PreparedTensor;
import org.polyad.solver.Trace;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/** A trial done. It crosses the wire as bytes of Java's serialisation, which knows records. */
public record TrialResult(Trial trial, Scores scores, Ktensor model, long[][] entries, double[][] trace)
        implements Serializable {

    /** Fits with one thread: others of the job have the other cores. */
    public static byte[] run(SparseTensor data, Trial.Shared shared, Trial trial) throws IOException {
        try (PreparedTensor problem = LocalProblem.of(data, shared.cells(trial.cut()), 1)) {
            return run(problem, shared, trial).bytes();
        }
    }

    /** @param problem of the trial's loss and method, with the experiment's cells set aside */
    public static TrialResult run(PreparedTensor problem, Trial.Shared shared, Trial trial) {
        GcpResult result = Gcp.fit(problem, shared.options(trial), FitListener.NONE, null);
        HeldOut held = HeldOut.of(problem, result.model());
        Scores scores = Scores.of(result, problem.cells().loss(), held);
        double[][] trace = result.trace().stream().map(TrialResult::numbers).toArray(double[][]::new);
        return new TrialResult(trial, scores, result.model(), result.entries(), trace);
    }

    private static double[] numbers(Trace trace) {
        return new double[] {
            trace.iteration(),
            trace.objective(),
            trace.regularization(),
            trace.seconds(),
            trace.fit(),
            trace.holdoutObjective(),
            trace.estimated() ? 1 : 0
        };
    }

    public List<Trace> lines() {
        List<Trace> lines = new ArrayList<>();
        for (double[] t : trace) {
            lines.add(new Trace((int) t[0], t[1], t[2], t[3], t[4], t[5], t[6] != 0));
        }
        return lines;
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        }
        return bytes.toByteArray();
    }

    public static TrialResult of(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (TrialResult) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
