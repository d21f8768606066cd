package org.polyad.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order of a mode's labels, which is that of its rows. */
public final class LabelOrder {
    private static final String PLAIN_NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?";

    private LabelOrder() {}

    /**
     * The places of labels in their order: text as numbers when each label is a plain one (no leading zeros, no exponent), else by
     * code point; other types in their own order.
     *
     * @param labels of one type
     */
    public static Integer[] of(List<? extends Comparable<?>> labels) {
        Integer[] order = new Integer[labels.size()];
        Arrays.setAll(order, i -> i);
        boolean text = !labels.isEmpty() && labels.get(0) instanceof String;
        Arrays.sort(order, text ? byText(labels) : (a, b) -> natural(labels.get(a), labels.get(b)));
        return order;
    }

    /** Copies of texts in that order. */
    public static String[] sorted(String[] labels) {
        return Arrays.stream(of(Arrays.asList(labels))).map(i -> labels[i]).toArray(String[]::new);
    }

    private static Comparator<Integer> byText(List<? extends Comparable<?>> labels) {
        boolean numbers = labels.stream().allMatch(label -> ((String) label).matches(PLAIN_NUMBER));
        byte[][] bytes = new byte[labels.size()][];
        Arrays.setAll(bytes, i -> ((String) labels.get(i)).getBytes(StandardCharsets.UTF_8));
        Comparator<Integer> byCodePoint = (a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]);
        if (!numbers) {
            return byCodePoint;
        }
        BigDecimal[] values = new BigDecimal[bytes.length];
        Arrays.setAll(values, i -> new BigDecimal((String) labels.get(i)));
        return Comparator.<Integer, BigDecimal>comparing(i -> values[i]).thenComparing(byCodePoint);
    }

    @SuppressWarnings("unchecked")
    private static int natural(Comparable<?> a, Comparable<?> b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
