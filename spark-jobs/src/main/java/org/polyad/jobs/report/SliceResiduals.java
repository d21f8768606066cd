package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyad.loss.Loss;
import org.polyad.spark.Model;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * What fits badly: for each row of a mode its listed entries' sum and what the model expects, over all cells of the slice where they
 * are zeros and the mean is m, over the listed ones otherwise; and the root mean square of the listed entries' residuals.
 */
final class SliceResiduals {
    private static final int SHOWN = 12;

    private final Ktensor model;
    private final Loss loss;
    private final SparseTensor data;
    private final boolean allCells;

    /** @param zeros unlisted cells are observed zeros */
    SliceResiduals(Model model, Loss loss, SparseTensor data, boolean zeros) {
        this.model = model.ktensor();
        this.loss = loss;
        this.data = data;
        this.allCells = zeros && loss.mean(2) == 2 && loss.mean(0.5) == 0.5;
    }

    boolean allCells() {
        return allCells;
    }

    /** The slices of a mode that are furthest off, worst first. */
    ArrayNode worst(int mode, Components names) {
        int rows = model.factor(mode).rows();
        double[] observed = new double[rows];
        double[] expected = allCells ? sums(mode) : new double[rows];
        double[] squares = new double[rows];
        long[] entries = new long[rows];
        for (int p = 0; p < data.entries(); p++) {
            int i = data.subscripts(mode)[p];
            double mean = loss.mean(model.valueAt(data.subscript(p)));
            double error = data.values()[p] - mean;
            observed[i] += data.values()[p];
            expected[i] += allCells ? 0 : mean;
            squares[i] += error * error;
            entries[i]++;
        }
        // In units of the noise: of a count, the root of what is expected; otherwise that of the entries' residuals.
        double all = Math.sqrt(Arrays.stream(squares).sum() / Math.max(1, data.entries()));
        double[] off = new double[rows];
        for (int i = 0; i < rows; i++) {
            double noise = allCells ? Math.sqrt(Math.max(expected[i], 1e-9)) : all * Math.sqrt(Math.max(1, entries[i]));
            off[i] = (observed[i] - expected[i]) / noise;
        }
        ArrayNode worst = Numbers.MAPPER.createArrayNode();
        IntStream.range(0, rows)
                .filter(i -> entries[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(off[i])))
                .limit(SHOWN)
                .forEach(i -> {
                    ObjectNode row = worst.addObject();
                    row.put("label", names.label(mode, i));
                    row.put("entries", entries[i]);
                    Numbers.put(row, "observed", observed[i]);
                    Numbers.put(row, "expected", expected[i]);
                    Numbers.put(row, "off", off[i]);
                    Numbers.put(row, "rms", Math.sqrt(squares[i] / entries[i]));
                });
        return worst;
    }

    /** The sum of m over each slice: sum_r lambda_r a_n(i, r) prod_{k != n} sum_j a_k(j, r). */
    private double[] sums(int mode) {
        double[] products = model.lambda().clone();
        for (int k = 0; k < model.order(); k++) {
            for (int r = 0; k != mode && r < products.length; r++) {
                double sum = 0;
                for (int j = 0; j < model.factor(k).rows(); j++) {
                    sum += model.factor(k).at(j, r);
                }
                products[r] *= sum;
            }
        }
        FactorMatrix own = model.factor(mode);
        double[] sums = new double[own.rows()];
        for (int i = 0; i < sums.length; i++) {
            for (int r = 0; r < products.length; r++) {
                sums[i] += products[r] * own.at(i, r);
            }
        }
        return sums;
    }
}
