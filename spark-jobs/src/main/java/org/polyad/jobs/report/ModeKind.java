package org.polyad.jobs.report;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.polyad.InvalidInputException;
import org.polyad.spark.Model;

/** How the rows of a mode are drawn. */
public enum ModeKind {
    /** A line over all rows: days, hours, sizes. */
    ORDERED,
    /** Bars of the rows with the largest weights. */
    CATEGORIES,
    /** One of two modes that are coordinates, drawn together. */
    COORDINATE;

    /** Rows without labels, or with numbers that may as well be names, are a line up to here. */
    private static final int LONGEST = 500;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}(-\\d{2}([ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z?)?)?|\\d{1,2}:\\d{2}");

    /**
     * The kinds of a model's modes: what the user says, else lines for times, and for numbers and rows without labels where they are
     * few enough to be seen.
     *
     * @param ordered names or numbers of modes, categories too
     * @param map none, or two: what runs up, and what runs to the right
     */
    public static ModeKind[] of(Model model, List<String> ordered, List<String> categories, List<String> map) {
        ModeKind[] kinds = new ModeKind[model.ktensor().order()];
        for (int n = 0; n < kinds.length; n++) {
            kinds[n] = guess(model, n);
        }
        ordered.forEach(mode -> kinds[model.info().mode(mode)] = ORDERED);
        categories.forEach(mode -> kinds[model.info().mode(mode)] = CATEGORIES);
        map.forEach(mode -> kinds[model.info().mode(mode)] = COORDINATE);
        long coordinates =
                Arrays.stream(kinds).filter(kind -> kind == COORDINATE).count();
        if (coordinates != 0 && coordinates != 2) {
            throw new InvalidInputException(
                    "--map needs two modes, what runs up and what runs to the right, found " + String.join(",", map));
        }
        return kinds;
    }

    private static ModeKind guess(Model model, int mode) {
        int rows = model.ktensor().factor(mode).rows();
        if (!model.hasLabels(mode)) {
            return rows <= LONGEST ? ORDERED : CATEGORIES;
        }
        String[] labels = model.labels()[mode];
        if (labels.length > 2
                && Arrays.stream(labels).allMatch(label -> TIME.matcher(label).matches())) {
            return ORDERED;
        }
        boolean numbers =
                Arrays.stream(labels).allMatch(label -> NUMBER.matcher(label).matches());
        return numbers && rows > 2 && rows <= LONGEST ? ORDERED : CATEGORIES;
    }
}
