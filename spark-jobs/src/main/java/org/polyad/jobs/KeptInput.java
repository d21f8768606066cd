package org.polyad.jobs;

import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.spark.ModelInfo;

/**
 * How the table of a model's fit was read, for a command that reads another one for the model. A model is data: of what comes from it
 * {@link KeptExpression} says what may run, and no table is read because a model names it.
 */
final class KeptInput {
    private KeptInput() {}

    /**
     * Where {@code --columns} was not given, columns and conditions are the model's; what was given wins. A model that was not fitted to a
     * table has columns named like its modes. Tables that were joined are noted, not read.
     *
     * @throws InvalidInputException when the model's options are of another kind
     */
    static void apply(ModelInfo model, InputOptions input) {
        if (input.columns != null) {
            return;
        }
        Map<String, Object> options = model.options();
        List<String> columns = texts(options, "columns");
        input.columns = columns == null ? model.modes() : columns;
        input.fromModel.addAll(input.columns);
        input.kept = columns != null;
        input.indices |= Boolean.TRUE.equals(options.get("indices"));
        input.where = input.where == null ? kept(options, "where", input) : input.where;
        input.nulls = input.nulls == null ? text(options, "nulls") : input.nulls;
        input.keptJoins = input.joins == null ? texts(options, "join") : null;
    }

    /** What the values mean and, of a table, their column too, for a command that compares with them. */
    static void applyWithValues(ModelInfo model, InputOptions input, boolean table) {
        Map<String, Object> options = model.options();
        if (input.confidence == null && options.get("confidence") instanceof Number alpha) {
            input.confidence = alpha.doubleValue();
        }
        if (table && input.columns == null) {
            apply(model, input);
            input.value = input.value == null ? kept(options, "value", input) : input.value;
            boolean weighted = input.weight == null && input.kept;
            input.weight = weighted ? kept(options, "weight", input) : input.weight;
        }
    }

    /** An expression that is the model's, not the user's. */
    private static String kept(Map<String, Object> options, String name, InputOptions input) {
        String text = text(options, name);
        if (text != null) {
            input.fromModel.add(text);
        }
        return text;
    }

    private static String text(Map<String, Object> options, String name) {
        Object option = options.get(name);
        if (option == null || option instanceof String) {
            return (String) option;
        }
        throw wrong(name, option);
    }

    private static List<String> texts(Map<String, Object> options, String name) {
        Object option = options.get(name);
        if (option == null || option instanceof String) {
            return option == null ? null : List.of((String) option);
        }
        if (option instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(name, option);
    }

    private static InvalidInputException wrong(String name, Object option) {
        return new InvalidInputException("the model's option " + name + " must be a text, or a list of texts, found "
                + Shown.quoted(option.toString()));
    }
}
