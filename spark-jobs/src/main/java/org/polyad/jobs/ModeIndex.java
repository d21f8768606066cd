package org.polyad.jobs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each label of one mode its index. New labels are numbered as they come, and {@link #ranks} puts them in order at the end;
 * the labels of a model are looked up.
 */
final class ModeIndex {
    /** The code of a label that a model does not have. */
    static final int UNSEEN = -1;

    private final Map<Object, Integer> codes = new HashMap<>();
    private final List<Comparable<?>> keys = new ArrayList<>();
    private final String[] known;

    private ModeIndex(String[] known) {
        this.known = known;
    }

    static ModeIndex growing() {
        return new ModeIndex(null);
    }

    /** Only these labels; others are {@link #UNSEEN}. */
    static ModeIndex of(String[] labels) {
        ModeIndex index = new ModeIndex(labels);
        for (int i = 0; i < labels.length; i++) {
            index.codes.put(labels[i], i);
        }
        return index;
    }

    int code(Comparable<?> key) {
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
    int[] ranks() {
        if (known != null) {
            return null;
        }
        Integer[] byRank = new Integer[keys.size()];
        Arrays.setAll(byRank, i -> i);
        Comparator<Comparable<?>> order = LabelOrder.of(keys);
        Arrays.sort(byRank, (a, b) -> order.compare(keys.get(a), keys.get(b)));
        int[] ranks = new int[byRank.length];
        for (int rank = 0; rank < byRank.length; rank++) {
            ranks[byRank[rank]] = rank;
        }
        return ranks;
    }

    /** The labels by final index. */
    String[] labels(int[] ranks) {
        if (known != null) {
            return known;
        }
        String[] labels = new String[ranks.length];
        for (int code = 0; code < ranks.length; code++) {
            labels[ranks[code]] = keys.get(code).toString();
        }
        return labels;
    }

    /** How labels are put in order. */
    static final class LabelOrder {
        private static final String PLAIN_NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?";

        private LabelOrder() {}

        /**
         * Text as numbers when each label is a plain one (no leading zeros, no exponent), else by code point; other types in
         * their own order.
         */
        static Comparator<Comparable<?>> of(List<Comparable<?>> labels) {
            boolean text = !labels.isEmpty() && labels.get(0) instanceof String;
            if (!text) {
                return LabelOrder::natural;
            }
            boolean numbers = labels.stream().allMatch(label -> ((String) label).matches(PLAIN_NUMBER));
            Comparator<Comparable<?>> byText = (a, b) -> Arrays.compareUnsigned(bytes((String) a), bytes((String) b));
            return numbers
                    ? Comparator.<Comparable<?>, java.math.BigDecimal>comparing(
                                    label -> new java.math.BigDecimal((String) label))
                            .thenComparing(byText)
                    : byText;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @SuppressWarnings("unchecked")
        private static int natural(Comparable<?> a, Comparable<?> b) {
            return ((Comparable<Object>) a).compareTo(b);
        }
    }
}
