package org.polyad.output;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import org.polyad.store.Columns;
import org.polyad.store.ModelInfo;
import org.polyad.store.StoredModel;
import org.polyad.tensor.FactorMatrix;
import org.polyad.text.UserText;

/** A table for each component: a column for each mode, with its rows of largest weight. */
public final class ComponentTable {
    private static final int WIDEST = 28;
    private static final String GAP = "   ";

    private final StoredModel model;
    private final int top;
    private final int indexBase;

    public ComponentTable(StoredModel model, int top, int indexBase) {
        this.model = model;
        this.top = top;
        this.indexBase = indexBase;
    }

    public void print(PrintWriter out) {
        ModelInfo info = model.info();
        double[] lambda = model.ktensor().lambda();
        out.println(model.ktensor().shape() + ", rank " + lambda.length + ", loss " + info.loss()
                + (info.unlisted() == null ? "" : ", unlisted " + info.unlisted()));
        if (Double.isFinite(info.objective())) {
            out.println(String.format(
                    Locale.ROOT,
                    "objective %.6g, %s after %d iterations",
                    info.objective(),
                    info.stopReason(),
                    info.iterations()));
        }
        out.println("share = "
                + (unitSums()
                        ? "lambda over the sum of lambda: the part of the model's total that the component makes"
                        : "|lambda| over the sum of |lambda|"));
        Columns columns = Columns.of(model);
        double[] shares = columns.shares();
        for (int r = 0; r < columns.components(); r++) {
            out.println();
            out.println(String.format(
                    Locale.ROOT, "component %d: share %.1f %%, lambda %.4g", r, 100 * shares[r], lambda[r]));
            component(r, out);
        }
        for (int c = columns.components(); c < lambda.length; c++) {
            offset(c, columns, out);
        }
    }

    /** In the units of m, the highest and the lowest rows. */
    private void offset(int column, Columns columns, PrintWriter out) {
        int mode = columns.mode(column);
        out.println();
        if (mode == model.ktensor().order()) {
            out.println(String.format(Locale.ROOT, "offset of all cells: %.4g", columns.offset(column, 0)));
            return;
        }
        int[] rows = columns.ascending(column);
        int shown = Math.min(top, rows.length);
        int[] highest = new int[shown];
        Arrays.setAll(highest, k -> rows[rows.length - 1 - k]);
        out.println("offset of " + cut(model.info().modes().get(mode)) + ", the highest and the lowest");
        String[] left = offsetRows(column, highest, columns);
        String[] right = offsetRows(column, Arrays.copyOf(rows, shown), columns);
        for (int k = 0; k < shown; k++) {
            out.println("  " + left[k] + GAP + right[k]);
        }
    }

    private String[] offsetRows(int column, int[] rows, Columns columns) {
        int mode = columns.mode(column);
        int width = Arrays.stream(rows)
                .mapToObj(i -> name(mode, i))
                .mapToInt(String::length)
                .max()
                .orElse(1);
        return Arrays.stream(rows)
                .mapToObj(i ->
                        String.format(Locale.ROOT, "%-" + width + "s%8.3f", name(mode, i), columns.offset(column, i)))
                .toArray(String[]::new);
    }

    private String name(int mode, int row) {
        return model.hasLabels(mode) ? cut(model.label(mode, row)) : Long.toString((long) row + indexBase);
    }

    /** Columns that sum to 1, as those of the count losses do, so that lambda sums up the component's cells. */
    private boolean unitSums() {
        for (int n = 0; n < model.ktensor().order(); n++) {
            FactorMatrix factor = model.ktensor().factor(n);
            for (int r = 0; r < factor.columns(); r++) {
                double sum = 0;
                for (int i = 0; i < factor.rows(); i++) {
                    sum += factor.at(i, r);
                }
                if (sum != 0 && Math.abs(sum - 1) > 1e-9) {
                    return false;
                }
            }
        }
        return true;
    }

    private void component(int r, PrintWriter out) {
        String[][] columns = new String[model.ktensor().order()][];
        int height = 0;
        for (int n = 0; n < columns.length; n++) {
            columns[n] = column(n, r);
            height = Math.max(height, columns[n].length);
        }
        for (int k = 0; k < height; k++) {
            StringBuilder line = new StringBuilder("  ");
            for (String[] column : columns) {
                String cell = k < column.length ? column[k] : " ".repeat(column[0].length());
                line.append(cell).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** The mode's name, then its rows, all of one width. */
    private String[] column(int mode, int r) {
        FactorMatrix factor = model.ktensor().factor(mode);
        int[] rows = TopRows.of(factor, r, top);
        String[] names = new String[rows.length + 1];
        names[0] = cut(model.info().modes().get(mode));
        int width = names[0].length();
        for (int k = 0; k < rows.length; k++) {
            names[k + 1] = name(mode, rows[k]);
            width = Math.max(width, names[k + 1].length());
        }
        String format = rows.length == 0 ? "" : "%." + decimals(factor.at(rows[0], r)) + "f";
        String[] column = new String[names.length];
        for (int k = 0; k < names.length; k++) {
            String weight = k == 0 ? "" : String.format(Locale.ROOT, format, factor.at(rows[k - 1], r));
            column[k] = names[k] + " ".repeat(width - names[k].length()) + String.format("%8s", weight);
        }
        return column;
    }

    /** Three digits that count in the largest weight: those of a long mode are all small. */
    private static int decimals(double largest) {
        return (int) Math.max(3, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(largest)))));
    }

    private static String cut(String text) {
        String shown = UserText.text(text);
        return shown.length() <= WIDEST ? shown : shown.substring(0, WIDEST - 3) + "...";
    }
}
