package org.polyad.action;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.polyad.options.GcpOptions;
import org.polyad.run.FitListener;
import org.polyad.run.FitState;
import org.polyad.run.RoundStats;
import org.polyad.run.Trace;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.text.UserText;

/** Saves the states of a fit in its checkpoint while another listener shows how it goes. */
final class SavedStates implements FitListener {
    private final Progress progress;
    private final FitCheckpoint checkpoint;
    private final Saving saving;
    private final PrintWriter log;
    private boolean begun;
    private int savedIteration;

    SavedStates(Progress progress, FitCheckpoint checkpoint, Saving saving, PrintWriter log) {
        this.progress = progress;
        this.checkpoint = checkpoint;
        this.saving = saving;
        this.log = log;
    }

    /** Fits from the start, or from the state that is to be resumed. */
    GcpResult fit(FitData data, GcpOptions options) {
        FitState state = checkpoint.state(data.problem(), data.labels());
        begun = true;
        try (Progress shown = progress) {
            return Gcp.fit(data.problem(), options, this, state);
        }
    }

    /** Why machines ended the fit; nothing for an error in the input or in Polyad. */
    Optional<String> reason(Throwable failure) {
        Optional<String> reason = Unfinished.reason(failure);
        return reason.isEmpty() && begun ? Unfinished.midway(failure) : reason;
    }

    /** What is left of a fit that did not end, as the end of a sentence. */
    String kept() {
        String folder = UserText.withoutSecrets(saving.folder());
        if (savedIteration > 0) {
            return "; iteration " + savedIteration + " is saved in " + folder
                    + ", and the same command with --resume goes on";
        }
        return checkpoint.resumed()
                ? "; what was resumed is still in " + folder
                : "; nothing was saved yet (--checkpoint-every says when)";
    }

    void delete() throws IOException {
        checkpoint.delete();
    }

    @Override
    public void starting(int start, long seed) {
        progress.starting(start, seed);
    }

    @Override
    public void iteration(Trace trace) {
        progress.iteration(trace);
    }

    @Override
    public void round(RoundStats stats) {
        progress.round(stats);
    }

    @Override
    public int checkpointEvery() {
        return saving.every();
    }

    @Override
    public void checkpoint(FitState state) {
        try {
            checkpoint.save(state);
            savedIteration = state.iteration();
        } catch (IOException e) {
            // A fit is worth more than its checkpoint.
            log.println("warning: the checkpoint was not written: " + UserText.cause(e));
            log.flush();
        }
    }
}
