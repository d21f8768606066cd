package org.polyad.spark.ml;

import org.apache.spark.sql.api.java.UDF2;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;

/** What one row adds to the deviance (from x and m) or to the log-loss (from x and the mean). */
final class ValueScore implements UDF2<Double, Double, Double> {
    private static final long serialVersionUID = 1L;

    private final String loss;
    private final String column;
    private transient Loss parsed;

    /** @param loss of the deviance; null: the log-loss. @param column for messages */
    ValueScore(String loss, String column) {
        this.loss = loss;
        this.column = column;
    }

    @Override
    public Double call(Double x, Double found) {
        if (x == null || found == null) {
            throw new InvalidInputException("column " + column + " has a null, where a number is needed");
        }
        if (loss == null) {
            check(Domain.BINARY, "logLoss", x);
            return -Math.log(x == 1 ? found : 1 - found);
        }
        if (parsed == null) {
            parsed = Losses.parse(loss);
        }
        check(parsed.domain(), "loss " + loss, x);
        return 2 * (parsed.value(x, found) - parsed.saturated(x));
    }

    private void check(Domain domain, String what, double x) {
        if (!domain.contains(x)) {
            throw new InvalidInputException(what + " needs " + domain.text() + ", but column " + column + " has " + x);
        }
    }
}
