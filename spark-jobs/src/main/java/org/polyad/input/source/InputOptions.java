package org.polyad.input.source;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.names.EnumNames;
import org.polyad.options.Confidence;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;

/** What a tensor is read from, and how; names and meanings are those of the options of {@code fit}. */
public class InputOptions {
    public String input;

    /** A table of the program that calls, in place of files; {@link #input} is then its name in messages. */
    public Dataset<Row> rows;

    public String format;

    public List<String> columns;

    public String value;

    public String where;

    public List<String> joins;

    public String nulls;

    public boolean indices;

    public String shape;

    public int indexBase;

    public String duplicates;

    public String weight;

    public Double confidence;

    public String badLines;

    public CsvOptions csv = new CsvOptions();

    /** Columns and conditions are those of a model, kept from its fit. */
    public boolean kept;

    /** Of the expressions above those that a model says, and not the user. */
    public final Set<String> fromModel = new HashSet<>();

    /** What the model's fit joined; null: nothing, or the user says what to join. */
    public List<String> keptJoins;

    /** The sizes given, or null. @throws IllegalArgumentException when they are no sizes */
    public Shape shape() {
        if (shape == null) {
            return null;
        }
        try {
            return Shape.of(Arrays.stream(shape.split("[x,]", -1))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray());
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--shape needs mode sizes like 610,9724,271, found " + shape, e);
        }
    }

    /** The defaults, for a command that has few of these options. */
    public static InputOptions of(String input) {
        InputOptions options = new InputOptions();
        options.input = input;
        options.indexBase = 1;
        options.badLines = "fail";
        return options;
    }

    /** The same options, to be changed apart from these. */
    public InputOptions copy() {
        InputOptions copy = withInput(input);
        copy.rows = rows;
        return copy;
    }

    /** The same options for another input. */
    public InputOptions withInput(String other) {
        InputOptions copy = new InputOptions();
        copy.input = other;
        copy.format = format;
        copy.columns = columns;
        copy.value = value;
        copy.where = where;
        copy.joins = joins;
        copy.nulls = nulls;
        copy.kept = kept;
        copy.fromModel.addAll(fromModel);
        copy.keptJoins = keptJoins;
        copy.indices = indices;
        copy.shape = shape;
        copy.indexBase = indexBase;
        copy.duplicates = duplicates;
        copy.weight = weight;
        copy.confidence = confidence;
        copy.badLines = badLines;
        copy.csv.copy(csv);
        return copy;
    }

    /** Checks what can be checked before anything is read. */
    public void check() {
        shape();
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("--index-base must be 0 or 1, found " + indexBase);
        }
        if (duplicates != null) {
            duplicates();
        }
        if (format != null) {
            InputFormat.parse(format);
        }
        if (confidence != null) {
            confidence();
        }
        csv.check();
    }

    /** The policy for a loss (null: none is known). */
    public Duplicates duplicates(Loss loss, boolean table) {
        if (duplicates != null) {
            return duplicates();
        }
        boolean counted = confidence != null || table && value == null;
        boolean counts = loss != null && loss.domain() == Domain.COUNT;
        return counted || counts ? Duplicates.SUM : Duplicates.ERROR;
    }

    /** What values become, or null. @throws IllegalArgumentException for a number that is none */
    public Confidence confidence() {
        if (confidence != null && !(confidence >= 0 && confidence < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--confidence must be 0 or more, found " + confidence);
        }
        return confidence == null ? null : new Confidence(confidence);
    }

    private Duplicates duplicates() {
        return EnumNames.parse(Duplicates.class, "--duplicates", duplicates);
    }
}
