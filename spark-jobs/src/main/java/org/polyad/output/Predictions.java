package org.polyad.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.polyad.InvalidInputException;
import org.polyad.input.ColdStart;
import org.polyad.input.source.EntrySource;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.ModeIndex;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.ranking.ColdEntries;
import org.polyad.ranking.ModelMeans;
import org.polyad.store.StoredModel;
import org.polyad.tensor.Shape;
import org.polyad.text.TableText;
import org.polyad.text.UserText;

/**
 * Writes a line for each subscript that comes: the subscript as it was given, m, and the mean. Where the model has no such row both may
 * be averages over the mode.
 */
public final class Predictions implements EntrySource.Sink {
    private final StoredModel model;
    private final Loss loss;
    private final char separator;
    private final boolean header;
    private final int indexBase;
    private final ColdStart coldStart;
    private final ModelMeans means;
    private final Set<BitSet> averaged = new LinkedHashSet<>();
    private final ModeIndex[] modes;
    private final int[] codes;
    private final StringBuilder line = new StringBuilder();
    private Writer out;
    private long written;
    private long unseen;

    public Predictions(StoredModel model, InputFormat format, int indexBase, ColdStart coldStart) {
        this.model = model;
        this.loss = Losses.parse(model.info().loss());
        this.separator = format == InputFormat.TNS ? ' ' : format == InputFormat.TSV ? '\t' : ',';
        this.header = format != InputFormat.TNS;
        this.indexBase = indexBase;
        this.coldStart = coldStart;
        this.means = model.means();
        this.modes = new ModeIndex[model.ktensor().order()];
        this.codes = new int[modes.length];
    }

    public void begin(OutputStream to) throws IOException {
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
        Shape shape = model.ktensor().shape();
        for (int n = 0; n < subscript.length; n++) {
            codes[n] = subscript[n] < shape.size(n) ? subscript[n] : ModeIndex.UNSEEN;
            if (codes[n] == ModeIndex.UNSEEN && coldStart == ColdStart.FAIL) {
                throw new InvalidInputException(place + ": index " + ((long) subscript[n] + indexBase)
                        + " is beyond the model's " + shape.size(n) + " in mode " + n);
            }
            line.append((long) subscript[n] + indexBase).append(separator);
        }
        answer();
    }

    @Override
    public void labelled(Comparable<?>[] labels, double value, double weight, EntrySource.Place place) {
        for (int n = 0; n < labels.length; n++) {
            codes[n] = index(n).code(labels[n]);
            if (codes[n] == ModeIndex.UNSEEN && coldStart == ColdStart.FAIL) {
                throw new InvalidInputException(
                        place + ": the model has no label " + UserText.quoted(labels[n].toString()) + " in mode " + n);
            }
            field(labels[n].toString()).append(separator);
        }
        answer();
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

    private void answer() {
        boolean known = true;
        for (int code : codes) {
            known &= code != ModeIndex.UNSEEN;
        }
        unseen += known ? 0 : 1;
        if (!known && coldStart == ColdStart.DROP) {
            line.setLength(0);
            return;
        }
        double m = known ? model.ktensor().valueAt(codes) : Double.NaN;
        double mean = known ? loss.mean(m) : Double.NaN;
        if (!known && coldStart == ColdStart.MEAN) {
            int[] rows = ColdEntries.rows(codes.clone(), model.ktensor().shape());
            m = means.m(rows);
            mean = means.mean(rows);
            averaged.add(ModelMeans.open(rows));
        }
        line.append(m).append(separator).append(mean);
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

    public void end() throws IOException {
        if (written + unseen == 0) {
            throw new InvalidInputException("the input has no subscripts");
        }
        out.flush();
    }

    /** Says what the model did not know, if there was anything, and how good averages are. */
    public void report(PrintWriter log) {
        if (unseen > 0) {
            log.println(String.format(
                    Locale.ROOT,
                    "%,d of %,d subscripts are not in the model: %s",
                    unseen,
                    coldStart == ColdStart.DROP ? written + unseen : written,
                    done()));
            averaged.stream()
                    .flatMap(open -> means.remarks(open, model.info().modes()).stream())
                    .distinct()
                    .forEach(log::println);
            log.flush();
        }
    }

    private String done() {
        return switch (coldStart) {
            case DROP -> "left out";
            case MEAN -> "their prediction is the average over the mode";
            default -> "their prediction is NaN";
        };
    }
}
