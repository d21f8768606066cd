package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Params as a model keeps them: under the names that the command's options have, so that either reads what the other wrote. */
final class OptionNames {
    private static final Map<String, String> OTHER = Map.of(
            "maxIter", "max-iterations",
            "tol", "tolerance",
            "regParam", "regularization",
            "regParams", "regularization",
            "regularizationBy", "regularization-by");

    private OptionNames() {}

    static String of(String param) {
        return OTHER.getOrDefault(param, param);
    }

    static Object json(Object value) {
        if (value instanceof double[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        return value instanceof String[] texts ? List.of(texts) : value;
    }
}
