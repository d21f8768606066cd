package org.polyad.metrics;

import java.util.EnumSet;
import java.util.Set;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.names.EnumNames;

/** The metrics, by the names that users write. Sums are over the cells that count, with weights w. */
public enum Metric {
    /** sum w f(x, m). */
    OBJECTIVE("objective"),
    /** 2 sum w (f(x, m) - inf f(x, .)): twice the loss in excess of a model with one parameter for each cell. */
    DEVIANCE("deviance"),
    /** The root of sum w (x - mean)^2 / sum w. */
    RMSE("rmse"),
    /** sum w |x - mean| / sum w. */
    MAE("mae"),
    /** 1 - ||X - M|| / ||X|| (squared error). */
    FIT("fit"),
    /** The probability that a random 1 has a larger m than a random 0, equal ones counting half (x = 0 or 1). */
    AUC("auc"),
    /** The mean of -log p(x) (x = 0 or 1, and a loss that is the negative log-likelihood of a distribution). */
    LOG_LOSS("logLoss");

    private final String text;

    Metric(String text) {
        this.text = text;
    }

    /** The metrics that are defined for a loss. */
    public static Set<Metric> under(Loss loss) {
        Set<Metric> all = EnumSet.of(OBJECTIVE, DEVIANCE, RMSE, MAE);
        if (loss.isSquaredError()) {
            all.add(FIT);
        }
        if (loss.domain() == Domain.BINARY) {
            all.add(AUC);
            if (loss.distribution().isPresent()) {
                all.add(LOG_LOSS);
            }
        }
        return all;
    }

    /** @throws IllegalArgumentException for another name */
    public static Metric parse(String name) {
        return EnumNames.parse(Metric.class, "a metric", name);
    }

    @Override
    public String toString() {
        return text;
    }
}
