package org.polyad.input.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.polyad.store.LabelIndex;
import org.polyad.store.LabelOrder;

/**
 * Gives each label of one mode its index. New labels are numbered as they come, and {@link #ranks} puts them in order at the end;
 * the labels of a model are looked up, and new ones perhaps put behind them.
 */
public final class ModeIndex {
    /** The code of a label that a model does not have. */
    public static final int UNSEEN = LabelIndex.UNSEEN;

    private final Map<Object, Integer> codes = new HashMap<>();
    private final List<Comparable<?>> keys = new ArrayList<>();
    private final String[] known;
    private final boolean grows;

    private ModeIndex(String[] known, boolean grows) {
        this.known = known;
        this.grows = grows;
    }

    public static ModeIndex growing() {
        return new ModeIndex(null, true);
    }

    /** Only these labels; others are {@link #UNSEEN}. */
    public static ModeIndex of(String[] labels) {
        return of(labels, false);
    }

    /** These labels, and others behind them as they come. */
    public static ModeIndex extending(String[] labels) {
        return of(labels, true);
    }

    private static ModeIndex of(String[] labels, boolean grows) {
        ModeIndex index = new ModeIndex(labels, grows);
        for (int i = 0; i < labels.length; i++) {
            index.codes.put(labels[i], i);
        }
        return index;
    }

    public int code(Comparable<?> key) {
        Object label = known == null ? key : key.toString();
        Integer code = codes.get(label);
        if (code == null && !grows) {
            return UNSEEN;
        }
        if (code == null) {
            code = codes.size();
            codes.put(label, code);
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
            return Stream.concat(Stream.of(known), keys.stream().map(Object::toString))
                    .toArray(String[]::new);
        }
        String[] labels = new String[ranks.length];
        for (int code = 0; code < ranks.length; code++) {
            labels[ranks[code]] = keys.get(code).toString();
        }
        return labels;
    }
}
