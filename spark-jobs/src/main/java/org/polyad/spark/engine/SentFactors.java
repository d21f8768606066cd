package org.polyad.spark.engine;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.polyad.tensor.FactorMatrix;

/** The factor matrices on the executors: one broadcast for each mode, renewed only when its matrix is another one. */
public final class SentFactors implements AutoCloseable {
    private final JavaSparkContext context;
    private FactorMatrix[] sent = new FactorMatrix[0];
    private Handles handles = new Handles(new Broadcast<?>[0]);

    /** What a task needs to find the matrices. */
    static final class Handles implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Broadcast<?>[] modes;

        private Handles(Broadcast<?>[] modes) {
            this.modes = modes;
        }

        FactorMatrix[] factors() {
            FactorMatrix[] factors = new FactorMatrix[modes.length];
            for (int n = 0; n < factors.length; n++) {
                factors[n] = modes[n] == null ? null : (FactorMatrix) modes[n].value();
            }
            return factors;
        }
    }

    public SentFactors(JavaSparkContext context) {
        this.context = context;
    }

    JavaSparkContext context() {
        return context;
    }

    /** Sends what is not there yet, and takes back what was replaced; what a shorter array does not name stays. @param factors any of them may be null */
    Handles send(FactorMatrix[] factors) {
        if (factors.length > sent.length) {
            sent = Arrays.copyOf(sent, factors.length);
            handles = new Handles(Arrays.copyOf(handles.modes, factors.length));
        }
        for (int n = 0; n < factors.length; n++) {
            if (factors[n] != sent[n]) {
                takeBack(n);
                handles.modes[n] = factors[n] == null ? null : context.broadcast(factors[n]);
                sent[n] = factors[n];
            }
        }
        return new Handles(Arrays.copyOf(handles.modes, factors.length));
    }

    private void takeBack(int mode) {
        if (handles.modes[mode] != null) {
            handles.modes[mode].destroy();
            handles.modes[mode] = null;
        }
        sent[mode] = null;
    }

    @Override
    public void close() {
        for (int n = 0; n < sent.length; n++) {
            takeBack(n);
        }
    }
}
