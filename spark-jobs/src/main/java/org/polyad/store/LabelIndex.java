package org.polyad.store;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The labels of each mode by index, and the index of each label. Sent as labels alone; where it arrives it looks up by hash. */
public final class LabelIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The index of a label that is not there. */
    public static final int UNSEEN = -1;

    private final String[][] labels;
    private transient volatile Map<String, Integer>[] codes;

    /** @param labels of each mode by index; null for a mode that is not asked for */
    public LabelIndex(String[][] labels) {
        this.labels = labels;
    }

    public String[][] labels() {
        return labels;
    }

    /** The label's index in the mode, or {@link #UNSEEN}. */
    public int code(int mode, String label) {
        return maps()[mode].getOrDefault(label, UNSEEN);
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

    private Map<String, Integer>[] maps() {
        // without a lock, which all tasks would wait for at every row
        Map<String, Integer>[] made = codes;
        return made == null ? made() : made;
    }

    /** Built once in each JVM that it is sent to. */
    private synchronized Map<String, Integer>[] made() {
        if (codes == null) {
            @SuppressWarnings("unchecked")
            Map<String, Integer>[] made = new Map[labels.length];
            for (int n = 0; n < made.length; n++) {
                if (labels[n] == null) {
                    continue;
                }
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
