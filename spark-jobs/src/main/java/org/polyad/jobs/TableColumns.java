package org.polyad.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.polyad.InvalidInputException;

/** The columns that options name, or the expressions they give in place of some, and what their fields mean. */
final class TableColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<ColumnItem> items = new ArrayList<>();
    private final int order;
    private final boolean value;
    private final boolean indices;
    private final int indexBase;

    /** @throws IllegalArgumentException when a name stands twice, or an index column is missing */
    TableColumns(InputOptions options) {
        order = options.columns == null ? 0 : options.columns.size();
        value = options.value != null;
        indices = options.indices;
        indexBase = options.indexBase;
        if (order > 0) {
            options.columns.forEach(text -> items.add(ColumnItem.of(text)));
            if (value) {
                items.add(ColumnItem.of(options.value));
            }
            if (options.weight != null) {
                items.add(ColumnItem.of(options.weight));
            }
        }
        Set<String> seen = new HashSet<>();
        for (ColumnItem item : items) {
            if (!seen.add(item.name())) {
                throw new InvalidInputException(
                        "column " + item.name() + " is named twice in --columns, --value and --weight");
            }
        }
    }

    int order() {
        return order;
    }

    boolean indices() {
        return indices;
    }

    List<String> modeNames() {
        return names().subList(0, order);
    }

    /** Those of the index, of values and of weights, as far as there are any. */
    List<ColumnItem> all() {
        return items;
    }

    /** What they are called. */
    List<String> names() {
        return items.stream().map(ColumnItem::name).toList();
    }

    /** @throws IllegalArgumentException unless two index columns or more were named */
    void checkIndex(String file, List<String> names) {
        if (order == 0) {
            throw new InvalidInputException("--columns must name the index columns, in order; the columns of " + file
                    + " are " + Shown.names(names));
        }
        if (order < 2) {
            throw new InvalidInputException("--columns must name two columns or more, found only "
                    + items.get(0).text());
        }
    }

    /** @throws IllegalArgumentException unless it stands once among those of the file */
    static void check(String name, String file, List<String> names) {
        long times = names.stream().filter(name::equals).count();
        if (times != 1) {
            String near = Nearest.to(name, names)
                    .map(n -> "; did you mean " + Shown.text(n) + "?")
                    .orElse("");
            throw new InvalidInputException(
                    times > 1
                            ? file + " has " + times + " columns named " + name
                            : file + " has no column " + name + ", its columns are " + Shown.names(names) + near);
        }
    }

    /** Where they stand in one file that has all of them. */
    InFile in(String file, List<String> names) {
        checkIndex(file, names);
        int[] at = new int[items.size()];
        for (int c = 0; c < at.length; c++) {
            check(items.get(c).text(), file, names);
            at[c] = names.indexOf(items.get(c).text());
        }
        return new InFile(at);
    }

    /** They stand one after the other. */
    InFile inOrder() {
        int[] at = new int[items.size()];
        for (int c = 0; c < at.length; c++) {
            at[c] = c;
        }
        return new InFile(at);
    }

    /** Takes rows of one file apart. */
    final class InFile {
        private final int[] at;
        private final int valueAt;
        private final int weightAt;
        private final Comparable<?>[] keys;
        private final int[] subscript;
        private double number;
        private double weight;

        private InFile(int[] at) {
            this.at = at;
            this.valueAt = value ? order : -1;
            this.weightAt = at.length > order + (value ? 1 : 0) ? at.length - 1 : -1;
            this.keys = new Comparable<?>[order];
            this.subscript = new int[order];
        }

        TableColumns columns() {
            return TableColumns.this;
        }

        /** The first of the columns that is empty, or -1. */
        int firstNull(Object[] row) {
            for (int c = 0; c < at.length; c++) {
                if (isNull(row[at[c]])) {
                    return c;
                }
            }
            return -1;
        }

        void countNulls(Object[] row, long[] counts) {
            for (int c = 0; c < at.length; c++) {
                counts[c] += isNull(row[at[c]]) ? 1 : 0;
            }
        }

        private static boolean isNull(Object field) {
            return field == null || field.equals("");
        }

        /** What is wrong with the row, or null. */
        String take(Object[] row) {
            try {
                for (int n = 0; n < order; n++) {
                    String name = items.get(n).name();
                    keys[n] = indices ? Fields.index(indexBase, name, row[at[n]]) : Fields.label(name, row[at[n]]);
                }
                number = valueAt < 0 ? 1 : Fields.number(items.get(valueAt).name(), row[at[valueAt]]);
                weight = weightAt < 0 ? 1 : Fields.weight(items.get(weightAt).name(), row[at[weightAt]]);
                return null;
            } catch (InvalidInputException e) {
                return e.getMessage();
            }
        }

        double value() {
            return number;
        }

        double weight() {
            return weight;
        }

        /** The subscript of the row taken last, with {@code --indices}. */
        int[] subscript() {
            for (int n = 0; n < keys.length; n++) {
                subscript[n] = (Integer) keys[n];
            }
            return subscript;
        }

        /** Hands on the row taken last. */
        void give(EntrySource.Sink sink, EntrySource.Place place) {
            if (indices) {
                sink.indexed(subscript(), number, weight, place);
            } else {
                sink.labelled(keys, number, weight, place);
            }
        }
    }
}
