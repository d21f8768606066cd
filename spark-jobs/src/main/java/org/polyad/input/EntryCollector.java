package org.polyad.input;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.polyad.InvalidInputException;
import org.polyad.input.source.EntrySource;
import org.polyad.input.source.ModeIndex;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;
import org.polyad.text.UserText;

/** Makes a tensor of the entries that a source gives, and indexes their labels. */
public final class EntryCollector implements EntrySource.Sink {
    private final Known known;
    private ModeIndex[] modes;
    private SparseTensorBuilder builder;
    private int[] codes;
    private long unseen;
    /** Of the model and what is kept beyond it; null: nothing is. */
    private int[] sizes;

    /**
     * A model's modes, which the entries have to fit.
     *
     * @param labels by mode; null, or null for a mode, where it has none
     * @param unseen what becomes of entries that are not in the model: FAIL; MEAN: they are kept, with new rows behind the model's; NAN
     *     and DROP: they are left out and counted
     */
    public record Known(String[][] labels, Shape shape, ColdStart unseen) {
        boolean grows() {
            return unseen == ColdStart.MEAN;
        }
    }

    /** @param known null: labels and sizes are those of the data */
    public EntryCollector(Known known) {
        this.known = known;
    }

    @Override
    public void indexed(int[] subscript, double value, double weight, EntrySource.Place place) {
        if (builder == null) {
            begin(subscript.length, place);
        }
        for (int n = 0; known != null && n < subscript.length; n++) {
            if (subscript[n] >= known.shape().size(n) && !known.grows()) {
                unseen(
                        place,
                        "index " + subscript[n] + " (from 0) of mode " + n + " is beyond the model's "
                                + known.shape().size(n));
                return;
            }
        }
        add(subscript, value, weight);
    }

    private void add(int[] subscript, double value, double weight) {
        builder.add(subscript, value, weight);
        for (int n = 0; sizes != null && n < subscript.length; n++) {
            sizes[n] = Math.max(sizes[n], subscript[n] + 1);
        }
    }

    @Override
    public void labelled(Comparable<?>[] labels, double value, double weight, EntrySource.Place place) {
        if (builder == null) {
            begin(labels.length, place);
            beginLabels(labels.length);
        }
        for (int n = 0; n < labels.length; n++) {
            codes[n] = modes[n].code(labels[n]);
            if (codes[n] == ModeIndex.UNSEEN) {
                unseen(place, "the model has no label " + UserText.quoted(labels[n].toString()) + " in mode " + n);
                return;
            }
        }
        add(codes, value, weight);
    }

    private void begin(int order, EntrySource.Place place) {
        if (known != null && known.shape().order() != order) {
            throw new InvalidInputException("the model has order "
                    + known.shape().order() + ", but the entries of " + place.file + " have " + order + " subscripts");
        }
        builder = SparseTensor.builder(order);
        sizes = known == null || !known.grows() ? null : known.shape().sizes().clone();
    }

    private void beginLabels(int order) {
        codes = new int[order];
        modes = new ModeIndex[order];
        for (int n = 0; n < order; n++) {
            if (known != null && (known.labels() == null || known.labels()[n] == null)) {
                throw new InvalidInputException(
                        "the model has no labels in mode " + n + ": give --indices to read the columns as indices");
            }
            modes[n] = known == null ? ModeIndex.growing() : index(known.labels()[n]);
        }
    }

    private ModeIndex index(String[] labels) {
        return known.grows() ? ModeIndex.extending(labels) : ModeIndex.of(labels);
    }

    private void unseen(EntrySource.Place place, String what) {
        if (known.unseen() == ColdStart.FAIL) {
            throw new InvalidInputException(place + ": " + what);
        }
        unseen++;
    }

    /** Entries left out. */
    long unseen() {
        return unseen;
    }

    /** Whether any entry came that was not left out. */
    public boolean isEmpty() {
        return builder == null || builder.count() == 0;
    }

    int order() {
        return builder.order();
    }

    /** Puts the labels in order; the labels by mode, or null where entries had indices. */
    public String[][] sortLabels() {
        if (modes == null) {
            return known == null ? null : known.labels();
        }
        int[][] ranks = Stream.of(modes).map(ModeIndex::ranks).toArray(int[][]::new);
        if (known == null) {
            builder.renumber(ranks);
        }
        String[][] labels = new String[modes.length][];
        Arrays.setAll(labels, n -> modes[n].labels(ranks[n]));
        modes = null;
        return labels;
    }

    public SparseTensor build(Shape shape, Duplicates duplicates) {
        if (sizes != null) {
            return builder.build(Shape.of(sizes), duplicates);
        }
        return builder.build(known == null ? shape : known.shape(), duplicates);
    }

    /** The modes' names, where the source knows none. */
    String[] names(List<String> given) {
        return given.isEmpty() ? LabelledTensor.plainNames(builder.order()) : given.toArray(String[]::new);
    }
}
