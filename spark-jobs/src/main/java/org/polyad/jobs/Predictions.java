package org.polyad.jobs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.spark.Model;

/** Writes a line for each subscript that comes: the subscript as it was given, m, and the mean. */
final class Predictions implements EntrySource.Sink {
    private final Model model;
    private final Loss loss;
    private final char separator;
    private final boolean header;
    private final int indexBase;
    private final boolean drop;
    private final ModeIndex[] modes;
    private final int[] codes;
    private final StringBuilder line = new StringBuilder();
    private Writer out;
    private long written;
    private long unseen;

    Predictions(Model model, InputFormat format, int indexBase, boolean drop) {
        this.model = model;
        this.loss = Losses.parse(model.info().loss());
        this.separator = format == InputFormat.TNS ? ' ' : format == InputFormat.TSV ? '\t' : ',';
        this.header = format != InputFormat.TNS;
        this.indexBase = indexBase;
        this.drop = drop;
        this.modes = new ModeIndex[model.ktensor().order()];
        this.codes = new int[modes.length];
    }

    void begin(OutputStream to) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
        if (header) {
            for (String name : model.info().modes()) {
                field(name).append(separator);
            }
            line.append("m").append(separator).append("mean");
            flushLine();
        }
    }

    @Override
    public void indexed(int[] subscript, double value, double weight, EntrySource.Place place) {
        boolean known = true;
        for (int n = 0; n < subscript.length; n++) {
            known &= subscript[n] < model.ktensor().factor(n).rows();
            line.append((long) subscript[n] + indexBase).append(separator);
        }
        answer(subscript, known);
    }

    @Override
    public void labelled(Comparable<?>[] labels, double value, double weight, EntrySource.Place place) {
        boolean known = true;
        for (int n = 0; n < labels.length; n++) {
            codes[n] = index(n).code(labels[n]);
            known &= codes[n] != ModeIndex.UNSEEN;
            field(labels[n].toString()).append(separator);
        }
        answer(codes, known);
    }

    private ModeIndex index(int mode) {
        if (modes[mode] == null) {
            if (!model.hasLabels(mode)) {
                throw new InvalidInputException(
                        "the model has no labels in mode " + mode + ": give --indices to read the columns as indices");
            }
            modes[mode] = ModeIndex.of(model.labels()[mode]);
        }
        return modes[mode];
    }

    private void answer(int[] subscript, boolean known) {
        unseen += known ? 0 : 1;
        if (!known && drop) {
            line.setLength(0);
            return;
        }
        double m = known ? model.ktensor().valueAt(subscript) : Double.NaN;
        line.append(m).append(separator).append(known ? loss.mean(m) : Double.NaN);
        written++;
        try {
            flushLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flushLine() throws IOException {
        out.append(line.append('\n'));
        line.setLength(0);
    }

    private StringBuilder field(String text) {
        return line.append(TableText.field(text, separator));
    }

    void end() throws IOException {
        if (written + unseen == 0) {
            throw new InvalidInputException("the input has no subscripts");
        }
        out.flush();
    }

    /** Says what the model did not know, if there was anything. */
    void report(PrintWriter log) {
        if (unseen > 0) {
            log.println(String.format(
                    Locale.ROOT,
                    "%,d of %,d subscripts are not in the model: %s",
                    unseen,
                    drop ? written + unseen : written,
                    drop ? "left out" : "their prediction is NaN"));
            log.flush();
        }
    }
}
