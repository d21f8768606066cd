package org.polyad.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.polyad.InvalidInputException;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Makes a tensor of the entries that a source gives, and indexes their labels. */
final class EntryCollector implements EntrySource.Sink {
    private final Known known;
    private ModeIndex[] modes;
    private SparseTensorBuilder builder;
    private int[] codes;
    private long unseen;

    /**
     * A model's modes, which the entries have to fit.
     *
     * @param labels by mode; null, or null for a mode, where it has none
     * @param drop leave out entries that are not in the model, instead of failing
     */
    record Known(String[][] labels, Shape shape, boolean drop) {}

    /** @param known null: labels and sizes are those of the data */
    EntryCollector(Known known) {
        this.known = known;
    }

    @Override
    public void indexed(int[] subscript, double value, double weight, EntrySource.Place place) {
        if (builder == null) {
            begin(subscript.length, place);
        }
        for (int n = 0; known != null && n < subscript.length; n++) {
            if (subscript[n] >= known.shape().size(n)) {
                unseen(
                        place,
                        "index " + subscript[n] + " (from 0) of mode " + n + " is beyond the model's "
                                + known.shape().size(n));
                return;
            }
        }
        builder.add(subscript, value, weight);
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
                unseen(place, "the model has no label " + Shown.quoted(labels[n].toString()) + " in mode " + n);
                return;
            }
        }
        builder.add(codes, value, weight);
    }

    private void begin(int order, EntrySource.Place place) {
        if (known != null && known.shape().order() != order) {
            throw new InvalidInputException("the model has order "
                    + known.shape().order() + ", but the entries of " + place.file + " have " + order + " subscripts");
        }
        builder = SparseTensor.builder(order);
    }

    private void beginLabels(int order) {
        codes = new int[order];
        modes = new ModeIndex[order];
        for (int n = 0; n < order; n++) {
            if (known != null && (known.labels() == null || known.labels()[n] == null)) {
                throw new InvalidInputException(
                        "the model has no labels in mode " + n + ": give --indices to read the columns as indices");
            }
            modes[n] = known == null ? ModeIndex.growing() : ModeIndex.of(known.labels()[n]);
        }
    }

    private void unseen(EntrySource.Place place, String what) {
        if (!known.drop()) {
            throw new InvalidInputException(place + ": " + what);
        }
        unseen++;
    }

    /** Entries left out. */
    long unseen() {
        return unseen;
    }

    /** Whether any entry came that was not left out. */
    boolean isEmpty() {
        return builder == null || builder.count() == 0;
    }

    int order() {
        return builder.order();
    }

    /** Puts the labels in order; the labels by mode, or null where entries had indices. */
    String[][] sortLabels() {
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

    SparseTensor build(Shape shape, Duplicates duplicates) {
        return builder.build(known == null ? shape : known.shape(), duplicates);
    }

    /** The modes' names, where the source knows none. */
    String[] names(List<String> given) {
        return given.isEmpty() ? LabelledTensor.plainNames(builder.order()) : given.toArray(String[]::new);
    }
}
