package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.polyad.kernel.CellModels;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.metrics.SortOrder;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * What fits badly: the deviance of each row's cells, 2 sum (f(x, m) - min_m f(x, m)), and how much of the whole it is beyond the slice's
 * share of the noise. That share is the sum of the cells' variances: the mean of a count, p (1 - p) of a yes or no, one for other
 * losses. Sums go over the listed cells, and over the zeros too where they are observed: for a mean of m and counts in closed form, else
 * visited, or in a large tensor sampled and weighted up.
 */
final class SliceResiduals {
    private static final int SHOWN = 12;
    private static final int VISITED = 10_000_000;

    private final Ktensor model;
    private final Loss loss;
    private final double[][] observed;
    private final double[][] expected;
    private final double[][] variance;
    private final double[][] deviance;
    private final long[][] entries;

    /** @param zeros unlisted cells are observed zeros */
    SliceResiduals(Ktensor model, Loss loss, SparseTensor data, boolean zeros) {
        this.model = model;
        this.loss = loss;
        int order = model.order();
        this.observed = new double[order][];
        this.expected = new double[order][];
        this.variance = new double[order][];
        this.deviance = new double[order][];
        this.entries = new long[order][];
        for (int n = 0; n < order; n++) {
            int rows = model.factor(n).rows();
            observed[n] = new double[rows];
            expected[n] = new double[rows];
            variance[n] = new double[rows];
            deviance[n] = new double[rows];
        }
        for (int n = 0; n < order; n++) {
            entries[n] = data.sliceCounts(n);
        }
        CellModels models = new CellModels(model.absorbed());
        add(data, models.of(data), 1);
        if (zeros && loss.domain() == Domain.COUNT && loss.mean(2) == 2 && loss.mean(0.5) == 0.5) {
            addZerosInClosedForm();
        } else if (zeros) {
            UnlistedCells unlisted = new UnlistedCells(data, VISITED);
            double each = unlisted.weight();
            unlisted.forEach(cells -> add(cells, models.of(cells), each));
        }
    }

    /** Poisson: f(0, m) = m. */
    private void addZerosInClosedForm() {
        for (int n = 0; n < expected.length; n++) {
            double[] sums = sums(n);
            for (int i = 0; i < sums.length; i++) {
                double unlisted = Math.max(0, sums[i] - expected[n][i]);
                expected[n][i] += unlisted;
                variance[n][i] += unlisted;
                deviance[n][i] += 2 * unlisted;
            }
        }
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
        double[] sums = new double[model.factor(mode).rows()];
        for (int i = 0; i < sums.length; i++) {
            for (int r = 0; r < products.length; r++) {
                sums[i] += products[r] * model.factor(mode).at(i, r);
            }
        }
        return sums;
    }

    /** @param m of each cell; @param each how many cells one counts for */
    private void add(SparseTensor cells, double[] m, double each) {
        double[] mean = new double[m.length];
        double[] noise = new double[m.length];
        double[] off = new double[m.length];
        for (int p = 0; p < m.length; p++) {
            double x = cells.values()[p];
            mean[p] = loss.mean(m[p]);
            noise[p] = noise(mean[p]);
            off[p] = 2 * (loss.value(x, m[p]) - loss.saturated(x));
        }
        for (int n = 0; n < observed.length; n++) {
            int[] rows = cells.subscripts(n);
            for (int p = 0; p < m.length; p++) {
                observed[n][rows[p]] += each * cells.values()[p];
                expected[n][rows[p]] += each * mean[p];
                variance[n][rows[p]] += each * noise[p];
                deviance[n][rows[p]] += each * off[p];
            }
        }
    }

    private double noise(double mean) {
        return switch (loss.domain()) {
            case COUNT -> mean;
            case BINARY -> mean * (1 - mean);
            default -> 1;
        };
    }

    /** The slices of a mode with the largest excess, largest first. */
    ArrayNode worst(int mode, Components names) {
        double whole = Arrays.stream(deviance[mode]).sum();
        double noise = Arrays.stream(variance[mode]).sum();
        double[] excess = new double[deviance[mode].length];
        for (int i = 0; i < excess.length && whole > 0; i++) {
            excess[i] = deviance[mode][i] / whole - variance[mode][i] / noise;
        }
        ArrayNode worst = Numbers.MAPPER.createArrayNode();
        int[] order = SortOrder.ascending(Arrays.stream(excess).map(e -> -e).toArray());
        for (int k = 0; k < Math.min(SHOWN, order.length) && excess[order[k]] > 0; k++) {
            int i = order[k];
            ObjectNode row = worst.addObject();
            row.put("label", names.label(mode, i));
            row.put("entries", entries[mode][i]);
            Numbers.put(row, "observed", observed[mode][i]);
            Numbers.put(row, "expected", expected[mode][i]);
            Numbers.put(row, "deviance", deviance[mode][i]);
            Numbers.put(row, "excess", 100 * excess[i]);
        }
        return worst;
    }
}
