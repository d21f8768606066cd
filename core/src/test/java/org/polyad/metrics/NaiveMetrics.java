package org.polyad.metrics;

import java.util.EnumMap;
import java.util.Map;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.oracle.Dense;
import org.polyad.tensor.FactorMatrix;

/** Every metric by its definition, loops over a dense array. */
final class NaiveMetrics {
    private NaiveMetrics() {}

    static Map<Metric, Double> of(Dense data, Loss loss, FactorMatrix[] factors) {
        double weight = 0;
        double objective = 0;
        double best = 0;
        double squared = 0;
        double absolute = 0;
        double squares = 0;
        double logLoss = 0;
        for (int c = 0; c < data.cells(); c++) {
            if (data.counts(c) && data.w(c) > 0) {
                double x = data.x(c);
                double m = data.m(factors, c);
                double mean = loss.mean(m);
                weight += data.w(c);
                objective += data.w(c) * loss.value(x, m);
                best += data.w(c) * loss.saturated(x);
                squared += data.w(c) * Math.pow(x - mean, 2);
                absolute += data.w(c) * Math.abs(x - mean);
                squares += data.w(c) * x * x;
                logLoss -= data.w(c) * Math.log(x == 1 ? mean : 1 - mean);
            }
        }
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.OBJECTIVE, objective);
        values.put(Metric.DEVIANCE, 2 * (objective - best));
        values.put(Metric.RMSE, Math.sqrt(squared / weight));
        values.put(Metric.MAE, absolute / weight);
        if (loss.name().equals("gaussian")) {
            values.put(Metric.FIT, 1 - Math.sqrt(squared) / Math.sqrt(squares));
        }
        if (loss.domain() == Domain.BINARY) {
            values.put(Metric.AUC, auc(data, factors));
            values.put(Metric.LOG_LOSS, logLoss / weight);
        }
        return values;
    }

    /** Every pair of a one and a zero. */
    private static double auc(Dense data, FactorMatrix[] factors) {
        double won = 0;
        double pairs = 0;
        for (int p = 0; p < data.cells(); p++) {
            for (int q = 0; q < data.cells(); q++) {
                if (data.counts(p) && data.counts(q) && data.x(p) == 1 && data.x(q) == 0) {
                    double pair = data.w(p) * data.w(q);
                    int order = Double.compare(data.m(factors, p), data.m(factors, q));
                    won += order > 0 ? pair : order == 0 ? pair / 2 : 0;
                    pairs += pair;
                }
            }
        }
        return won / pairs;
    }
}
