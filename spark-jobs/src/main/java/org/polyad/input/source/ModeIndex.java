package org.polyad.input.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polyad.store.LabelIndex;
import org.polyad.store.LabelOrder;

/**
 * Gives each label of one mode its index. New labels are numbered as they come, and {@link #ranks} puts them in order at the end;
 * the labels of a model are looked up.
 */
public final class ModeIndex {
    /** The code of a label that a model does not have. */
    public static final int UNSEEN = LabelIndex.UNSEEN;

    private final Map<Object, Integer> codes = new HashMap<>();
    private final List<Comparable<?>> keys = new ArrayList<>();
    private final String[] known;

    private ModeIndex(String[] known) {
        this.known = known;
    }

    public static ModeIndex growing() {
        return new ModeIndex(null);
    }

    /** Only these labels; others are {@link #UNSEEN}. */
    public static ModeIndex of(String[] labels) {
        ModeIndex index = new ModeIndex(labels);
        for (int i = 0; i < labels.length; i++) {
            index.codes.put(labels[i], i);
        }
        return index;
    }

    public int code(Comparable<?> key) {
        if (known != null) {
            return codes.getOrDefault(key.toString(), UNSEEN);
        }
        Integer code = codes.get(key);
        if (code == null) {
            code = keys.size();
            codes.put(key, code);
            keys.add(key);
        }
        return code;
    }

    /** The final index of each code, by {@link LabelOrder}; null when codes are final. */
    public int[] ranks() {
        if (known != null) {
            return null;
        }
        Integer[] byRank = LabelOrder.of(keys);
        int[] ranks = new int[byRank.length];
        for (int rank = 0; rank < byRank.length; rank++) {
            ranks[byRank[rank]] = rank;
        }
        return ranks;
    }

    /** The labels by final index. */
    public String[] labels(int[] ranks) {
        if (known != null) {
            return known;
        }
        String[] labels = new String[ranks.length];
        for (int code = 0; code < ranks.length; code++) {
            labels[ranks[code]] = keys.get(code).toString();
        }
        return labels;
    }
}
