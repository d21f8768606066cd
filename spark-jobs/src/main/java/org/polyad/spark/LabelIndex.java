package org.polyad.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The labels of each mode, looked up in tasks: a row of labels becomes a subscript. Only the labels are sent. */
public final class LabelIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[][] labels;
    private transient Map<String, Integer>[] codes;

    /** @param labels of each mode by index */
    public LabelIndex(String[][] labels) {
        this.labels = labels;
    }

    /** The subscript of a row's labels, the first of {@code row}; each of them must be known. */
    public int[] codes(Object[] row) {
        Map<String, Integer>[] known = maps();
        int[] subscript = new int[labels.length];
        for (int n = 0; n < subscript.length; n++) {
            subscript[n] = known[n].get(row[n].toString());
        }
        return subscript;
    }

    /** Built once in each JVM that it is sent to. */
    private synchronized Map<String, Integer>[] maps() {
        if (codes == null) {
            @SuppressWarnings("unchecked")
            Map<String, Integer>[] made = new Map[labels.length];
            for (int n = 0; n < made.length; n++) {
                made[n] = new HashMap<>(2 * labels[n].length);
                for (int i = 0; i < labels[n].length; i++) {
                    made[n].put(labels[n][i], i);
                }
            }
            codes = made;
        }
        return codes;
    }
}
