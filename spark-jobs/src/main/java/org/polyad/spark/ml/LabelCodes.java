package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.polyad.InvalidInputException;

/** The labels of one column that a partition has, each by its number in the order in which they come. */
interface LabelCodes {
    /** What a column's labels are. */
    enum Kind {
        NUMBERS,
        TEXTS,
        TEXTS_OF_FLOATING
    }

    /** The number of the label that a row has in a column where it has one. */
    int code(InternalRow row, int column);

    /** The labels by their numbers. */
    String[] texts();

    /** Whole numbers, in a table with open addressing: boxed ones would be most of the time that reading takes. */
    final class OfNumbers implements LabelCodes {
        /** Each slot a label and its number plus 1, 0 for none; side by side, since looking up is waiting for memory. */
        private long[] slots = new long[2 * 1024];

        private long[] labels = new long[512];
        private int count;

        @Override
        public int code(InternalRow row, int column) {
            return code(row.getLong(column));
        }

        int code(long label) {
            int at = slot(label);
            if (slots[at + 1] > 0) {
                return (int) slots[at + 1] - 1;
            }
            if (count == labels.length) {
                grow();
                at = slot(label);
            }
            slots[at] = label;
            slots[at + 1] = count + 1L;
            labels[count] = label;
            return count++;
        }

        /** Where the label is, or would be: first by the upper bits of a product, in which ids in a row differ. */
        private int slot(long label) {
            long mixed = (label ^ label >>> 32) * 0x9E3779B97F4A7C15L;
            int at = (int) (mixed >>> Long.numberOfLeadingZeros(slots.length - 1L)) & -2;
            while (slots[at + 1] > 0 && slots[at] != label) {
                at = at + 2 & slots.length - 1;
            }
            return at;
        }

        /** The table is at most half full. */
        private void grow() {
            labels = Arrays.copyOf(labels, 2 * count);
            slots = new long[8 * count];
            for (int c = 0; c < count; c++) {
                int at = slot(labels[c]);
                slots[at] = labels[c];
                slots[at + 1] = c + 1L;
            }
        }

        @Override
        public String[] texts() {
            String[] texts = new String[count];
            Arrays.setAll(texts, c -> Long.toString(labels[c]));
            return texts;
        }
    }

    /** Texts, compared as bytes: only a new one becomes a string. */
    final class OfTexts implements LabelCodes {
        private final Map<UTF8String, Integer> codes = new HashMap<>();
        private final List<String> texts = new ArrayList<>();
        private final String column;
        private final boolean floating;

        /** @param floating the texts are those of floating-point numbers, of which NaN is no label */
        OfTexts(String column, boolean floating) {
            this.column = column;
            this.floating = floating;
        }

        @Override
        public int code(InternalRow row, int at) {
            UTF8String label = row.getUTF8String(at);
            Integer code = codes.get(label);
            if (code == null) {
                code = texts.size();
                // the row's bytes are overwritten by those of the next
                codes.put(label.clone(), code);
                texts.add(label.toString());
                if (floating && texts.get(code).equals("NaN")) {
                    throw new InvalidInputException("column " + column + " has NaN, where a label is needed");
                }
            }
            return code;
        }

        @Override
        public String[] texts() {
            return texts.toArray(String[]::new);
        }
    }
}
