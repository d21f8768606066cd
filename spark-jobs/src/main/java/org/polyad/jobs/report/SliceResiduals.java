package org.polyad.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * What fits badly: for each row of a mode the sum of its cells and what the model expects, over the listed cells, and over the zeros
 * too where they are observed: in closed form where the mean is m, else visited, or in a large tensor sampled and weighted up. How far
 * these are apart is told in units of the noise: the root of the sum of the cells' variances, which are the mean of a count, p (1 - p) of
 * a yes or no, and otherwise the mean square of all residuals; what a sample is uncertain by is added.
 */
final class SliceResiduals {
    private static final int SHOWN = 12;
    private static final int VISITED = 10_000_000;

    private final Ktensor model;
    private final Loss loss;
    private final double[][] observed;
    private final double[][] expected;
    private final double[][] variance;
    private final double[][] weight;
    private final long[][] entries;
    private double squares;

    /** @param zeros unlisted cells are observed zeros */
    SliceResiduals(Ktensor model, Loss loss, SparseTensor data, boolean zeros) {
        this.model = model;
        this.loss = loss;
        int order = model.order();
        this.observed = new double[order][];
        this.expected = new double[order][];
        this.variance = new double[order][];
        this.weight = new double[order][];
        this.entries = new long[order][];
        for (int n = 0; n < order; n++) {
            int rows = model.factor(n).rows();
            observed[n] = new double[rows];
            expected[n] = new double[rows];
            variance[n] = new double[rows];
            weight[n] = new double[rows];
            entries[n] = new long[rows];
        }
        for (int p = 0; p < data.entries(); p++) {
            int[] at = data.subscript(p);
            add(at, data.values()[p], 1);
            for (int n = 0; n < order; n++) {
                entries[n][at[n]]++;
            }
        }
        if (zeros) {
            UnlistedCells unlisted = new UnlistedCells(model.shape(), data, VISITED);
            double each = unlisted.weight();
            unlisted.forEach(at -> add(at, 0, each));
            if (loss.mean(2) == 2 && loss.mean(0.5) == 0.5) {
                exact();
            }
        }
    }

    private void exact() {
        for (int n = 0; n < expected.length; n++) {
            expected[n] = sums(n);
            variance[n] = expected[n];
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

    private void add(int[] at, double x, double cells) {
        double mean = loss.mean(model.valueAt(at));
        double spread =
                switch (loss.domain()) {
                    case COUNT -> mean;
                    case BINARY -> mean * (1 - mean);
                    default -> 0;
                };
        squares += cells * (x - mean) * (x - mean);
        for (int n = 0; n < at.length; n++) {
            observed[n][at[n]] += cells * x;
            expected[n][at[n]] += cells * mean;
            variance[n][at[n]] += cells * spread + (cells > 1 ? cells * cells * mean * mean : 0);
            weight[n][at[n]] += cells;
        }
    }

    /** The slices of a mode that are furthest off, worst first. */
    ArrayNode worst(int mode, Components names) {
        double[] off = new double[observed[mode].length];
        double all = squares
                / IntStream.range(0, off.length)
                        .mapToDouble(i -> weight[mode][i])
                        .sum();
        boolean own = loss.domain() == Domain.COUNT || loss.domain() == Domain.BINARY;
        for (int i = 0; i < off.length; i++) {
            double noise = own ? variance[mode][i] : all * weight[mode][i];
            off[i] = (observed[mode][i] - expected[mode][i]) / Math.sqrt(Math.max(noise, 1e-9));
        }
        ArrayNode worst = Numbers.MAPPER.createArrayNode();
        IntStream.range(0, off.length)
                .filter(i -> entries[mode][i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(off[i])))
                .limit(SHOWN)
                .forEach(i -> {
                    ObjectNode row = worst.addObject();
                    row.put("label", names.label(mode, i));
                    row.put("entries", entries[mode][i]);
                    Numbers.put(row, "observed", observed[mode][i]);
                    Numbers.put(row, "expected", expected[mode][i]);
                    Numbers.put(row, "off", off[i]);
                });
        return worst;
    }
}
