package org.polyad.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.loss.Losses;

/**
 * The fits of an experiment: each value of one list with each of the others.
 *
 * @param regularizations each one number for all modes
 * @param seeds each a start; how much their models agree tells how stable a rank is
 * @param shared what all fits have in common
 */
public record Grid(
        int[] ranks,
        List<String> losses,
        double[] regularizations,
        List<String> methods,
        long[] seeds,
        Trial.Shared shared) {

    /** The trials; the dearest fits first, so that none is begun last. @throws InvalidInputException for a value out of its range */
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int rank :
                Arrays.stream(ranks).boxed().sorted(Comparator.reverseOrder()).toList()) {
            for (String loss : losses) {
                for (double regularization : regularizations) {
                    check(regularization);
                    for (String method : methods) {
                        for (long seed : seeds) {
                            trials.add(new Trial(rank, Losses.parse(loss).name(), regularization, method, seed));
                        }
                    }
                }
            }
        }
        if (trials.size() > trials.stream().distinct().count()) {
            throw new InvalidInputException(
                    "a value stands twice in one of --ranks, --losses, --regularizations, --methods and --seeds");
        }
        trials.forEach(shared::options);
        return trials;
    }

    private static void check(double regularization) {
        if (!(regularization >= 0 && regularization < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--regularizations must be 0 or more, found " + regularization);
        }
    }
}
