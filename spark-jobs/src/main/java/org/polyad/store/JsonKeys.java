package org.polyad.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.tensor.Shape;

/** The keys of a JSON object, each with its type: one sentence for what is missing or of another type. */
record JsonKeys(JsonNode json) {
    /** @throws InvalidInputException when the JSON is no object */
    JsonKeys {
        if (!json.isObject()) {
            throw new InvalidInputException("expected a JSON object");
        }
    }

    boolean has(String key) {
        return json.has(key);
    }

    Shape shape() {
        ArrayNode array = array("shape", 2, 1 << 16);
        int[] sizes = new int[array.size()];
        for (int n = 0; n < sizes.length; n++) {
            JsonNode size = array.get(n);
            if (!size.isInt() || size.intValue() < 1) {
                throw new InvalidInputException("shape needs whole numbers of 1 or more, found " + shown(size));
            }
            sizes[n] = size.intValue();
        }
        return Shape.of(sizes);
    }

    /** An array of finite numbers. */
    double[] numbers(String key) {
        ArrayNode array = array(key, 0, Integer.MAX_VALUE);
        double[] numbers = new double[array.size()];
        for (int r = 0; r < numbers.length; r++) {
            numbers[r] = array.get(r).isNumber() ? array.get(r).doubleValue() : Double.NaN;
            if (!Double.isFinite(numbers[r])) {
                throw new InvalidInputException(key + " needs finite numbers, found " + shown(array.get(r)));
            }
        }
        return numbers;
    }

    /** An array of that many finite numbers. */
    double[] numbers(String key, int length) {
        array(key, length, length);
        return numbers(key);
    }

    /** An array of that many finite numbers above 0. */
    double[] positive(String key, int length) {
        double[] numbers = numbers(key, length);
        for (double number : numbers) {
            if (!(number > 0)) {
                throw new InvalidInputException(key + " must be positive, found " + number);
            }
        }
        return numbers;
    }

    /** A finite number that must be there. */
    double finite(String key) {
        double number = number(key);
        if (!Double.isFinite(number)) {
            throw new InvalidInputException(key + " must be a number, found " + shown(json.path(key)));
        }
        return number;
    }

    /** A whole number of 1 or more. */
    int count(String key) {
        return (int) whole(key, 1, Integer.MAX_VALUE);
    }

    JsonKeys inner(String key) {
        if (!json.path(key).isObject()) {
            throw new InvalidInputException(key + " must be an object, found " + shown(json.path(key)));
        }
        return new JsonKeys(json.path(key));
    }

    /** The key's number, or NaN where it is missing, null or something else. */
    double number(String key) {
        return json.path(key).isNumber() ? json.path(key).doubleValue() : Double.NaN;
    }

    /** A text, or null where it may be missing. */
    String text(String key, boolean optional) {
        JsonNode text = json.path(key);
        if (text.isTextual()) {
            return text.textValue();
        }
        if (optional && (text.isNull() || text.isMissingNode())) {
            return null;
        }
        throw new InvalidInputException(key + " must be a text, found " + shown(text));
    }

    /** An array of texts. @param nulls whether null may stand in place of a text */
    List<String> texts(String key, int least, int most, boolean nulls) {
        List<String> texts = new ArrayList<>();
        for (JsonNode name : array(key, least, most)) {
            if (!name.isTextual() && !(nulls && name.isNull())) {
                throw new InvalidInputException(key + " needs names, found " + shown(name));
            }
            texts.add(name.textValue());
        }
        return texts;
    }

    ArrayNode array(String key, int least, int most) {
        if (json.get(key) instanceof ArrayNode array && array.size() >= least && array.size() <= most) {
            return array;
        }
        JsonNode found = json.path(key);
        String expected = least == most ? " of " + least : least > 0 ? " of " + least + " or more" : "";
        expected = least == 0 && most < Integer.MAX_VALUE ? " of at most " + most : expected;
        throw new InvalidInputException(
                key + " must be an array" + expected + ", found " + (found.isArray() ? found.size() : shown(found)));
    }

    /** A whole number within limits. */
    long whole(String key, long least, long most) {
        JsonNode number = json.path(key);
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() < least
                || number.longValue() > most) {
            throw new InvalidInputException(key + " must be a whole number"
                    + (least > Long.MIN_VALUE ? " of " + least + " or more" : "") + ", found " + shown(number));
        }
        return number.longValue();
    }

    static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
