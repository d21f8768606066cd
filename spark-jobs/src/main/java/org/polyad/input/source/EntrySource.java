package org.polyad.input.source;

import java.io.IOException;
import java.util.List;

/** Where entries come from, one at a time, in the order of the files; it may be read more than once. */
public interface EntrySource {
    /** Takes entries; arrays and places are the same objects each time. */
    interface Sink {
        /** @param subscript 0-based */
        void indexed(int[] subscript, double value, double weight, Place place);

        /** @param labels of one class a mode; their toString is the label */
        void labelled(Comparable<?>[] labels, double value, double weight, Place place);
    }

    /** Where an entry stands, as far as it can be had. */
    final class Place {
        public final String file;
        /** From 1; 0: not known. */
        public long line;

        public Place(String file) {
            this(file, 0);
        }

        public Place(String file, long line) {
            this.file = file;
            this.line = line;
        }

        @Override
        public String toString() {
            return line > 0 ? file + ":" + line : file;
        }
    }

    /** What the modes are called; empty where nothing says. */
    List<String> modeNames();

    /** @throws IllegalArgumentException for what cannot be read, in one sentence with the place */
    void read(Sink sink) throws IOException;
}
