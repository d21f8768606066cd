package org.polyad.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.polyad.run.FitState;
import org.polyad.run.MethodState;
import org.polyad.run.StopReason;
import org.polyad.run.Trace;

/** A {@link FitState} as flat binary, big-endian: numbers as
 * they are, so that nothing is lost; lists and arrays after their length, sections of the method's state after their name. */
final class StateBytes {
    private StateBytes() {}

    static void write(FitState state, DataOutputStream out) throws IOException {
        out.writeInt(state.start());
        out.writeInt(state.iteration());
        out.writeDouble(state.seconds());
        writeSections(state.method(), out);
        writeTrace(state.trace(), out);
        out.writeInt(state.finished().size());
        for (double total : state.finished()) {
            out.writeDouble(total);
        }
        out.writeBoolean(state.best() != null);
        if (state.best() != null) {
            write(state.best(), out);
        }
    }

    private static void write(FitState.Finished best, DataOutputStream out) throws IOException {
        out.writeLong(best.seed());
        writeArrays(best.factors(), out);
        out.writeUTF(best.stopReason().name());
        out.writeInt(best.iterations());
        out.writeDouble(best.total());
        writeTrace(best.trace(), out);
    }

    private static void writeArrays(double[][] arrays, DataOutputStream out) throws IOException {
        out.writeInt(arrays.length);
        for (double[] array : arrays) {
            writeArray(array, out);
        }
    }

    private static void writeSections(MethodState state, DataOutputStream out) throws IOException {
        out.writeInt(state.sections().size());
        for (Map.Entry<String, double[]> section : state.sections().entrySet()) {
            out.writeUTF(section.getKey());
            writeArray(section.getValue(), out);
        }
    }

    private static void writeArray(double[] array, DataOutputStream out) throws IOException {
        out.writeInt(array.length);
        for (double x : array) {
            out.writeDouble(x);
        }
    }

    private static void writeTrace(List<Trace> trace, DataOutputStream out) throws IOException {
        out.writeInt(trace.size());
        for (Trace line : trace) {
            out.writeInt(line.iteration());
            out.writeDouble(line.objective());
            out.writeDouble(line.regularization());
            out.writeDouble(line.seconds());
            out.writeDouble(line.fit());
            out.writeDouble(line.holdoutObjective());
            out.writeBoolean(line.estimated());
        }
    }

    static FitState read(DataInputStream in) throws IOException {
        int start = in.readInt();
        int iteration = in.readInt();
        double seconds = in.readDouble();
        MethodState method = readSections(in);
        List<Trace> trace = readTrace(in);
        List<Double> finished = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            finished.add(in.readDouble());
        }
        FitState.Finished best = in.readBoolean() ? readFinished(in) : null;
        return new FitState(start, iteration, seconds, method, trace, finished, best);
    }

    private static FitState.Finished readFinished(DataInputStream in) throws IOException {
        long seed = in.readLong();
        double[][] factors = readArrays(in);
        StopReason reason = StopReason.valueOf(in.readUTF());
        int iterations = in.readInt();
        double total = in.readDouble();
        return new FitState.Finished(seed, factors, reason, iterations, total, readTrace(in));
    }

    private static double[][] readArrays(DataInputStream in) throws IOException {
        double[][] arrays = new double[in.readInt()][];
        for (int n = 0; n < arrays.length; n++) {
            arrays[n] = readArray(in);
        }
        return arrays;
    }

    private static MethodState readSections(DataInputStream in) throws IOException {
        MethodState state = new MethodState();
        for (int left = in.readInt(); left > 0; left--) {
            state.with(in.readUTF(), readArray(in));
        }
        return state;
    }

    private static double[] readArray(DataInputStream in) throws IOException {
        double[] array = new double[in.readInt()];
        for (int i = 0; i < array.length; i++) {
            array[i] = in.readDouble();
        }
        return array;
    }

    private static List<Trace> readTrace(DataInputStream in) throws IOException {
        List<Trace> trace = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            trace.add(new Trace(
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readBoolean()));
        }
        return trace;
    }
}
