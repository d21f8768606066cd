package org.polyad.spark.ml;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The labels of each mode by index, and the index of each label. Sent as labels alone; where it arrives it looks up by hash. */
final class LabelIndex implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Types whose values Java writes as Spark does. */
    static final Set<DataType> PLAIN = Set.of(
            DataTypes.StringType,
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.DateType);

    /** The index of a label that is not there. */
    static final int UNSEEN = -1;

    private static final String PLAIN_NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?";

    private final String[][] labels;
    private transient Map<String, Integer>[] codes;

    LabelIndex(String[][] labels) {
        this.labels = labels;
    }

    String[][] labels() {
        return labels;
    }

    /** The label's index in the mode, or {@link #UNSEEN}. */
    int code(int mode, String label) {
        return codes()[mode].getOrDefault(label, UNSEEN);
    }

    @SuppressWarnings("unchecked")
    private synchronized Map<String, Integer>[] codes() {
        if (codes == null) {
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

    /** In order: as numbers when each is a plain one, else by code point. */
    static String[] sorted(String[] labels) {
        boolean numbers = true;
        for (String label : labels) {
            numbers &= label.matches(PLAIN_NUMBER);
        }
        String[] sorted = labels.clone();
        if (!numbers) {
            Arrays.sort(sorted, (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
            return sorted;
        }
        record Number(BigDecimal value, String text) {}
        Number[] keyed = new Number[labels.length];
        Arrays.setAll(keyed, i -> new Number(new BigDecimal(labels[i]), labels[i]));
        Arrays.sort(keyed, Comparator.comparing(Number::value).thenComparing(Number::text));
        Arrays.setAll(sorted, i -> keyed[i].text());
        return sorted;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
