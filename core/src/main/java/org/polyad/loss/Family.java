package org.polyad.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;

/**
 * The losses of one name: which parameters they have, and how they are made from values for them.
 *
 * @param name the name before the brackets
 * @param parameters in the order of their values and of the canonical spelling
 * @param make from a value for each parameter to the loss; checks the values
 */
record Family(String name, List<Parameter> parameters, Function<double[], Loss> make) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    Family(String name, Function<double[], Loss> make, Parameter... parameters) {
        this(name, List.of(parameters), make);
    }

    /** The canonical spelling of the loss with these values. */
    String spell(double... values) {
        List<String> spelled = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            double value = parameter.check(name, values[i]);
            if (parameter.spelled(value)) {
                spelled.add(parameter.spell(value));
            }
        }
        return spelled.isEmpty() ? name : name + "(" + String.join(", ", spelled) + ")";
    }

    /** The loss with these values, as they were written, and the usual ones for the other parameters. */
    Loss make(Map<String, String> written) {
        checkNames(written.keySet());
        double[] values = new double[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            String text = written.get(parameter.name());
            values[i] = text == null ? parameter.usual() : number(parameter.name(), text);
        }
        return make.apply(values);
    }

    private void checkNames(Set<String> given) {
        List<String> known = parameters.stream().map(Parameter::name).collect(Collectors.toList());
        for (String parameter : given) {
            if (!known.contains(parameter)) {
                String expected = known.isEmpty() ? "it takes none" : "expected " + String.join(" or ", known);
                throw new InvalidInputException(
                        "loss %s has no parameter '%s': %s".formatted(name, parameter, expected));
            }
        }
    }

    /** Stricter than Java's own parser, which takes 1d, 0x1p3 and NaN. */
    private double number(String parameter, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidInputException(
                    "loss %s needs a number for %s, but found '%s'".formatted(name, parameter, text));
        }
        return Double.parseDouble(text);
    }
}
