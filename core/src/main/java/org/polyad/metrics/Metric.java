package org.polyad.metrics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;

/** What can be measured, by the names that users write. Sums are over the cells that count, w their weights. */
public enum Metric {
    /** sum w f(x, m). */
    OBJECTIVE("objective"),
    /** 2 sum w (f(x, m) - inf f(x, .)): twice what the loss exceeds that of a model with a parameter a cell by. */
    DEVIANCE("deviance"),
    /** The root of sum w (x - mean)^2 / sum w. */
    RMSE("rmse"),
    /** sum w |x - mean| / sum w. */
    MAE("mae"),
    /** 1 - ||X - M|| / ||X|| (gaussian). */
    FIT("fit"),
    /** The probability that a random 1 has a larger m than a random 0, half of it for equal ones (Bernoulli losses). */
    AUC("auc"),
    /** The mean of -log p(x) (Bernoulli losses). */
    LOG_LOSS("logLoss");

    private final String text;

    Metric(String text) {
        this.text = text;
    }

    /** Those that mean something under a loss. */
    public static Set<Metric> under(Loss loss) {
        Set<Metric> all = EnumSet.of(OBJECTIVE, DEVIANCE, RMSE, MAE);
        if (loss.name().equals("gaussian")) {
            all.add(FIT);
        }
        if (loss.domain() == Domain.BINARY) {
            all.add(AUC);
            all.add(LOG_LOSS);
        }
        return all;
    }

    /** @throws IllegalArgumentException for another name */
    public static Metric parse(String name) {
        for (Metric metric : values()) {
            if (metric.text.equals(name)) {
                return metric;
            }
        }
        String known = Arrays.stream(values()).map(Metric::toString).collect(Collectors.joining(", "));
        throw new InvalidInputException("a metric must be one of " + known + ", found " + name);
    }

    @Override
    public String toString() {
        return text;
    }
}
