package org.polyad.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns that options name, and what their text means. */
final class TableColumns {
    private final InputOptions options;

    /** @throws IllegalArgumentException when a name stands twice */
    TableColumns(InputOptions options) {
        this.options = options;
        if (options.columns != null) {
            Set<String> seen = new HashSet<>();
            for (String name : all()) {
                if (!seen.add(name)) {
                    throw new IllegalArgumentException(
                            "column " + name + " is named twice in --columns, --value and --weight");
                }
            }
        }
    }

    List<String> index() {
        return options.columns == null ? List.of() : options.columns;
    }

    /** Those of the index, of values and of weights, as far as there are any. */
    List<String> all() {
        List<String> names = new ArrayList<>(options.columns);
        if (options.value != null) {
            names.add(options.value);
        }
        if (options.weight != null) {
            names.add(options.weight);
        }
        return names;
    }

    /** @throws IllegalArgumentException unless each column stands once among those of the file */
    void check(String file, List<String> names) {
        if (options.columns == null) {
            throw new IllegalArgumentException("--columns must name the index columns, in order; the columns of " + file
                    + " are " + Shown.names(names));
        }
        if (options.columns.size() < 2) {
            throw new IllegalArgumentException(
                    "--columns must name two columns or more, found only " + options.columns.get(0));
        }
        for (String name : all()) {
            long times = names.stream().filter(name::equals).count();
            if (times == 1) {
                continue;
            }
            String near = Nearest.to(name, names)
                    .map(n -> "; did you mean " + Shown.text(n) + "?")
                    .orElse("");
            throw new IllegalArgumentException(
                    times > 1
                            ? file + " has " + times + " columns named " + name
                            : file + " has no column " + name + ", its columns are " + Shown.names(names) + near);
        }
    }

    /** Where they stand in one file. */
    InFile in(String file, List<String> names) {
        check(file, names);
        int[] at = options.columns.stream().mapToInt(names::indexOf).toArray();
        return new InFile(at, names.indexOf(options.value), names.indexOf(options.weight));
    }

    /** Takes rows of one file apart. */
    final class InFile {
        private final int[] at;
        private final int valueAt;
        private final int weightAt;
        private final Comparable<?>[] keys;
        private final int[] subscript;
        private double value;
        private double weight;

        private InFile(int[] at, int valueAt, int weightAt) {
            this.at = at;
            this.valueAt = valueAt;
            this.weightAt = weightAt;
            this.keys = new Comparable<?>[at.length];
            this.subscript = new int[at.length];
        }

        /** What is wrong with the row, or null. */
        String take(Object[] row) {
            try {
                for (int n = 0; n < at.length; n++) {
                    keys[n] = Fields.key(options, options.columns.get(n), row[at[n]]);
                }
                value = valueAt < 0 ? 1 : Fields.number(options.value, row[valueAt]);
                weight = weightAt < 0 ? 1 : Fields.weight(options.weight, row[weightAt]);
                return null;
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }

        /** Hands on the row taken last. */
        void give(EntrySource.Sink sink, EntrySource.Place place) {
            if (!options.indices) {
                sink.labelled(keys, value, weight, place);
                return;
            }
            for (int n = 0; n < keys.length; n++) {
                subscript[n] = (Integer) keys[n];
            }
            sink.indexed(subscript, value, weight, place);
        }
    }
}
