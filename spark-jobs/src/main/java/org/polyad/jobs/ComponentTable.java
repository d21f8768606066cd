package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import org.polyad.jobs.report.TopRows;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.tensor.FactorMatrix;

/** A table for each component: a column for each mode, with its rows of largest weight. */
final class ComponentTable {
    private static final int WIDEST = 28;
    private static final String GAP = "   ";

    private final Model model;
    private final int top;
    private final int indexBase;

    ComponentTable(Model model, int top, int indexBase) {
        this.model = model;
        this.top = top;
        this.indexBase = indexBase;
    }

    void print(PrintWriter out) {
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
        double[] shares = ShowCommand.shares(lambda);
        for (int r = 0; r < lambda.length; r++) {
            out.println();
            out.println(String.format(
                    Locale.ROOT, "component %d: share %.1f %%, lambda %.4g", r, 100 * shares[r], lambda[r]));
            component(r, out);
        }
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
            names[k + 1] =
                    model.hasLabels(mode) ? cut(model.label(mode, rows[k])) : Long.toString((long) rows[k] + indexBase);
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
        String shown = Shown.text(text);
        return shown.length() <= WIDEST ? shown : shown.substring(0, WIDEST - 3) + "...";
    }
}
