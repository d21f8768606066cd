package org.polyad.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** The numbers of the page: five digits, since a plot shows no more, and null for what is none. */
final class Numbers {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MathContext DIGITS = new MathContext(5);

    private Numbers() {}

    static void put(ObjectNode json, String key, double number) {
        if (Double.isFinite(number)) {
            json.put(key, shortened(number));
        } else {
            json.putNull(key);
        }
    }

    static void add(ArrayNode json, double number) {
        if (Double.isFinite(number)) {
            json.add(shortened(number));
        } else {
            json.addNull();
        }
    }

    private static double shortened(double number) {
        return new BigDecimal(number).round(DIGITS).doubleValue();
    }
}
