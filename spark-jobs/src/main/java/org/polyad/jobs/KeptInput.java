package org.polyad.jobs;

import java.util.List;
import java.util.Map;
import org.polyad.spark.ModelInfo;

/** How the table of a model's fit was read, for a command that reads another one for the model. */
final class KeptInput {
    private KeptInput() {}

    /**
     * Where {@code --columns} was not given, columns, conditions and joined tables are the model's; what was given wins. A model that
     * was not fitted to a table has columns named like its modes.
     */
    static void apply(ModelInfo model, InputOptions input) {
        if (input.columns != null) {
            return;
        }
        Map<String, Object> options = model.options();
        List<String> columns = texts(options.get("columns"));
        input.columns = columns == null ? model.modes() : columns;
        input.kept = columns != null;
        input.indices |= Boolean.TRUE.equals(options.get("indices"));
        input.where = input.where == null ? text(options.get("where")) : input.where;
        input.nulls = input.nulls == null ? text(options.get("nulls")) : input.nulls;
        input.joins = input.joins == null ? texts(options.get("join")) : input.joins;
    }

    /** What the values mean and, of a table, their column too, for a command that compares with them. */
    static void applyWithValues(ModelInfo model, InputOptions input, boolean table) {
        if (input.confidence == null && model.options().get("confidence") instanceof Number alpha) {
            input.confidence = alpha.doubleValue();
        }
        if (table && input.columns == null) {
            apply(model, input);
            input.value = input.value == null ? text(model.options().get("value")) : input.value;
            boolean weighted = input.weight == null && input.kept;
            input.weight = weighted ? text(model.options().get("weight")) : input.weight;
        }
    }

    private static String text(Object option) {
        return option instanceof String text ? text : null;
    }

    private static List<String> texts(Object option) {
        return option instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : option instanceof String one ? List.of(one) : null;
    }
}
