package org.polyad.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.spark.LabelIndex;
import org.polyad.spark.Model;
import org.polyad.tensor.FactorMatrix;

/** The mean, or m, at the labels of a row, given as texts in the order of the modes; NaN where one was never seen. */
final class Scorer implements UDF1<Row, Double> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Parts> parts;
    private final String[] columns;
    private final boolean fallback;
    private final boolean link;

    /**
     * @param fallback for a label never seen take the mean over its mode's rows
     * @param link m in place of the mean
     */
    Scorer(Broadcast<Parts> parts, String[] columns, boolean fallback, boolean link) {
        this.parts = parts;
        this.columns = columns;
        this.fallback = fallback;
        this.link = link;
    }

    /** What a model needs where rows are: factors with lambda in mode 0's, and a last row with the mean over the others. */
    static final class Parts implements Serializable {
        private static final long serialVersionUID = 1L;

        final LabelIndex index;
        final FactorMatrix[] factors;
        private final String loss;
        private transient volatile Loss parsed;

        Parts(Model model) {
            this.index = new LabelIndex(model.labels());
            this.loss = model.info().loss();
            this.factors = new FactorMatrix[model.ktensor().order()];
            Arrays.setAll(factors, n -> withMean(model.ktensor().factor(n)));
            factors[0].scaleColumns(model.ktensor().lambda());
        }

        private static FactorMatrix withMean(FactorMatrix factor) {
            FactorMatrix more = new FactorMatrix(factor.rows() + 1, factor.columns());
            System.arraycopy(factor.data(), 0, more.data(), 0, factor.data().length);
            more.setRow(factor.rows(), factor.meanRow(), 0);
            return more;
        }

        /** Parsed once, or a few times at the same time: a lock would be waited for at every row. */
        Loss loss() {
            Loss known = parsed;
            if (known == null) {
                known = Losses.parse(loss);
                parsed = known;
            }
            return known;
        }
    }

    @Override
    public Double call(Row labels) {
        Parts model = parts.value();
        double[] product = new double[model.factors[0].columns()];
        Arrays.fill(product, 1);
        for (int n = 0; n < columns.length; n++) {
            String label = labels.getString(n);
            if (label == null) {
                throw new InvalidInputException("column " + columns[n] + " has a null, where a label is needed");
            }
            int row = model.index.code(n, label);
            if (row == LabelIndex.UNSEEN) {
                if (!fallback) {
                    return Double.NaN;
                }
                row = model.factors[n].rows() - 1;
            }
            int at = model.factors[n].offset(row);
            for (int r = 0; r < product.length; r++) {
                product[r] *= model.factors[n].data()[at + r];
            }
        }
        double m = 0;
        for (double term : product) {
            m += term;
        }
        return link ? m : model.loss().mean(m);
    }
}
