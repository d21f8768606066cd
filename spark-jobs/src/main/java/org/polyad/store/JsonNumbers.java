package org.polyad.store;

import com.fasterxml.jackson.databind.JsonNode;
import org.polyad.InvalidInputException;

/** What a JSON object says, checked. */
record JsonNumbers(JsonNode json) {
    /** Of models that are no decomposition. */
    static final int FORMAT = 2;

    void check(String expected) {
        int format = json.path("formatVersion").asInt();
        String kind = json.path("kind").asText();
        if (format != FORMAT || !kind.equals(expected)) {
            throw new InvalidInputException("expected formatVersion " + FORMAT + " and kind " + expected + ", found "
                    + json.path("formatVersion") + " and " + (kind.isEmpty() ? "no kind" : kind));
        }
    }

    JsonNumbers inner(String key) {
        return new JsonNumbers(json.path(key));
    }

    int whole(String key) {
        JsonNode node = json.path(key);
        if (!node.isInt() || node.intValue() < 1) {
            throw new InvalidInputException(key + " must be a whole number of 1 or more, found " + node);
        }
        return node.intValue();
    }

    double number(String key) {
        return number(key, json.path(key));
    }

    private static double number(String key, JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw new InvalidInputException(key + " must be a number, found " + node);
        }
        return node.doubleValue();
    }

    double[] numbers(String key, int length) {
        double[] numbers = numbers(key);
        if (numbers.length != length) {
            throw new InvalidInputException(key + " must have " + length + " numbers, found " + numbers.length);
        }
        return numbers;
    }

    double[] numbers(String key) {
        JsonNode node = json.path(key);
        if (!node.isArray()) {
            throw new InvalidInputException(key + " must be an array of numbers, found " + node);
        }
        double[] numbers = new double[node.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = number(key, node.get(k));
        }
        return numbers;
    }

    double[] positive(String key, int length) {
        double[] numbers = numbers(key, length);
        for (double number : numbers) {
            if (!(number > 0)) {
                throw new InvalidInputException(key + " must be positive, found " + number);
            }
        }
        return numbers;
    }
}
