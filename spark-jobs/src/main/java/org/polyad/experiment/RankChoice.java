package org.polyad.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.polyad.run.HeldOut;

/**
 * Chooses a rank by the rule of one standard error: the smallest whose held-out mean is within one standard error of the best.
 *
 * <p>The standard error is that of the difference between the two means, from the differences cell by cell: all fits are scored on
 * the same held-out cells, so what makes a cell hard for all of them cancels. It is not taken over seeds, which differ in the
 * minimum that they find and not in the data: their spread says how stable a fit is, and is shown for that.
 *
 * <p>Source: L. Breiman et al., Classification and Regression Trees, 1984, section 3.4.3.
 */
public final class RankChoice {
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Compared> compared = new ArrayList<>();
    private Compared best;
    private Compared chosen;

    /**
     * A rank, by the best of its seeds in training, which is the one a user would keep.
     *
     * @param losses of the held-out cells
     * @param stability mean score between the seeds' models, NaN for one seed
     * @param coreConsistency NaN where it means nothing
     */
    public record Candidate(
            int rank,
            Trial trial,
            Scores scores,
            HeldOut held,
            double[] losses,
            double stability,
            double coreConsistency,
            double seedSpread) {}

    /**
     * A candidate against the best one.
     *
     * @param worse how much larger its held-out mean is
     * @param error the standard error of that
     */
    public record Compared(Candidate candidate, double worse, double error) {}

    /** @param given one or more, each of another rank */
    public RankChoice(List<Candidate> given) {
        candidates.addAll(given);
        candidates.sort(Comparator.comparingInt(Candidate::rank));
        Candidate least = candidates.stream()
                .filter(c -> Double.isFinite(c.scores().heldOut()))
                .min(Comparator.comparingDouble(c -> c.scores().heldOut()))
                .orElse(candidates.get(0));
        for (Candidate candidate : candidates) {
            compared.add(against(least, candidate));
        }
        best = compared.get(candidates.indexOf(least));
        chosen = compared.stream()
                .filter(c -> c.worse() <= c.error())
                .findFirst()
                .orElse(best);
    }

    private static Compared against(Candidate best, Candidate candidate) {
        double[] differences = new double[best.losses().length];
        for (int p = 0; p < differences.length; p++) {
            differences[p] = candidate.losses()[p] - best.losses()[p];
        }
        return new Compared(
                candidate, best.held().mean(differences), best.held().standardError(differences));
    }

    /** By rank. */
    public List<Compared> compared() {
        return compared;
    }

    public Compared best() {
        return best;
    }

    public Compared chosen() {
        return chosen;
    }

    /** Why, in a sentence. */
    public String reason() {
        StringBuilder text = new StringBuilder("rank " + chosen.candidate().rank() + ": ");
        if (chosen == best) {
            text.append(String.format(
                    Locale.ROOT,
                    "its held-out loss, %.6g a cell, is the smallest",
                    chosen.candidate().scores().heldOut()));
        } else {
            text.append(String.format(
                    Locale.ROOT,
                    "the smallest whose held-out loss, %.6g a cell, is within one standard error (%.2g) of the best, %.6g at rank %d",
                    chosen.candidate().scores().heldOut(),
                    chosen.error(),
                    best.candidate().scores().heldOut(),
                    best.candidate().rank()));
        }
        int at = compared.indexOf(chosen);
        if (at > 0) {
            Compared below = compared.get(at - 1);
            text.append(String.format(
                    Locale.ROOT,
                    ", and rank %d is %.1f standard errors worse than that",
                    below.candidate().rank(),
                    below.worse() / below.error()));
        }
        if (!Double.isNaN(chosen.candidate().stability())) {
            text.append(String.format(
                    Locale.ROOT,
                    "; its components agree between seeds with a score of %.3f",
                    chosen.candidate().stability()));
        }
        if (!Double.isNaN(chosen.candidate().coreConsistency())) {
            text.append(String.format(
                    Locale.ROOT,
                    "; its core consistency is %.0f",
                    chosen.candidate().coreConsistency()));
        }
        return text.append('.').toString();
    }
}
