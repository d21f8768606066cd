package org.polyad.input;

import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.input.source.CsvOptions;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.InputOptions;
import org.polyad.input.table.KeptExpression;
import org.polyad.store.ModelInfo;
import org.polyad.text.UserText;

/**
 * How the table of a model's fit was read, for a command that reads another one for the model. A model is data: of what comes from it
 * {@link KeptExpression} says what may run, and no table is read because a model names it.
 */
public final class KeptInput {
    private KeptInput() {}

    /**
     * Where {@code --columns} was not given, columns and conditions are the model's; what was given wins. A model that was not fitted to a
     * table has columns named like its modes. Tables that were joined are noted, not read.
     *
     * @throws InvalidInputException when the model's options are of another kind
     */
    public static void apply(ModelInfo model, InputOptions input) {
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
    public static void applyWithValues(ModelInfo model, InputOptions input, InputFormat format) {
        Map<String, Object> options = model.options();
        if (input.confidence == null && options.get("confidence") instanceof Number alpha) {
            input.confidence = alpha.doubleValue();
        }
        applyCsv(model, input.csv, format);
        if (format.isTable() && input.columns == null) {
            apply(model, input);
            input.value = input.value == null ? kept(options, "value", input) : input.value;
            boolean weighted = input.weight == null && input.kept;
            input.weight = weighted ? kept(options, "weight", input) : input.weight;
        }
    }

    /**
     * How csv is written. Of a model's options of csv all count where none was given and the fit read the same format, otherwise none.
     *
     * @param csv what was given; changed
     * @throws InvalidInputException when the model's options are of another kind
     */
    public static void applyCsv(ModelInfo model, CsvOptions csv, InputFormat format) {
        Map<String, Object> options = model.options();
        InputFormat of = format(options);
        boolean alike = of == format || of == null && (format == InputFormat.CSV || format == InputFormat.TSV);
        if (csv.given() || !alike) {
            return;
        }
        CsvOptions kept = new CsvOptions();
        kept.delimiter = text(options, "delimiter");
        kept.na = texts(options, "na");
        kept.skipLines = number(options, "skip-lines");
        kept.comment = text(options, "comment");
        kept.encoding = text(options, "encoding");
        kept.noHeader = Boolean.TRUE.equals(options.get("no-header"));
        try {
            kept.check();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("the model's options of csv are wrong: " + e.getMessage(), e);
        }
        csv.copy(kept);
    }

    /** What the fit read; null where that cannot be told from the model. */
    private static InputFormat format(Map<String, Object> options) {
        if (options.get("format") instanceof String name) {
            return InputFormat.parse(name);
        }
        return options.get("input") instanceof String path ? InputFormat.bySuffix(path) : null;
    }

    private static Integer number(Map<String, Object> options, String name) {
        Object option = options.get(name);
        if (option == null || option instanceof Integer) {
            return (Integer) option;
        }
        throw new InvalidInputException(
                "the model's option " + name + " must be a whole number, found " + UserText.quoted(option.toString()));
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
                + UserText.quoted(option.toString()));
    }
}
