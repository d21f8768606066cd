package org.polyad.moments;

import java.util.ArrayList;
import java.util.List;
import org.polyad.parallel.Threads;

/**
 * The smallest number of topics whose completion of held-out documents is within one standard error of the best, paired over documents.
 * All are solved from one compression of the documents.
 */
public final class TopicChoice implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private final DocumentCompletion[] models;

    private TopicChoice(DocumentCompletion[] models) {
        this.models = models;
    }

    /**
     * One of the numbers tried.
     *
     * @param logPerplexity - mean log p of a held-out word
     * @param behind how much more that is than the best, and the standard error of the difference
     */
    public record Trial(TopicFit fit, double logPerplexity, double behind, double error) {}

    /** @param chosen the index of the trial to take */
    public record Choice(List<Trial> trials, int chosen) {}

    /**
     * @param topics to try, ascending; those that the documents do not support are an error where the options say so
     * @param heldOut documents that are in no pass of the fits
     */
    public static Choice of(
            Passes<DocumentBlock> passes,
            Passes<DocumentBlock> heldOut,
            int words,
            List<Integer> topics,
            TopicOptions options) {
        int most = topics.get(topics.size() - 1);
        TopicOptions largest = options.withTopics(most);
        TopicMoments moments =
                TopicMoments.of(passes, words, TopicFit.columns(words, largest), options.powers(), options.seed());
        List<TopicFit> fits = new ArrayList<>();
        DocumentCompletion[] models = new DocumentCompletion[topics.size()];
        for (int t = 0; t < models.length; t++) {
            TopicFit fit = TopicFit.of(passes, moments, options.withTopics(topics.get(t)));
            fits.add(fit);
            models[t] = new DocumentCompletion(
                    fit.model().distributions(), fit.model().alpha(), options.seed());
        }
        return choice(fits, heldOut.sum(new TopicChoice(models)));
    }

    private static Choice choice(List<TopicFit> fits, double[][] sums) {
        int m = fits.size();
        double words = sums[3][0];
        int best = 0;
        for (int t = 0; t < m; t++) {
            best = sums[0][t] > sums[0][best] ? t : best;
        }
        List<Trial> trials = new ArrayList<>();
        int chosen = best;
        for (int t = m - 1; t >= 0; t--) {
            double behind = (sums[0][best] - sums[0][t]) / words;
            // Of each document the difference less what its length explains.
            double squares = sums[1][best * m + best] - 2 * sums[1][best * m + t] + sums[1][t * m + t];
            double variance = squares - 2 * behind * (sums[2][best] - sums[2][t]) + behind * behind * sums[3][1];
            double error = Math.sqrt(Math.max(0, variance)) / words;
            trials.add(0, new Trial(fits.get(t), -sums[0][t] / words, behind, error));
            chosen = t < best && behind <= error ? t : chosen;
        }
        return new Choice(trials, chosen);
    }

    @Override
    public String name() {
        return "completion by " + models.length + " numbers of topics";
    }

    /** Of the documents' sums of log p: sums by model, products of two models, products with the scored words; words, their squares. */
    @Override
    public int[] lengths() {
        int m = models.length;
        return new int[] {m, m * m, m, 2};
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        int m = models.length;
        double[] scores = new double[block.documents() * m];
        Threads.current().ranges(block.documents(), (from, to) -> {
            for (int d = from; d < to; d++) {
                for (int t = 0; t < m; t++) {
                    scores[d * m + t] = models[t].logProbability(block, d);
                }
            }
        });
        for (int d = 0; d < block.documents(); d++) {
            double words = Math.floor(block.length(d) / 2);
            for (int t = 0; t < m; t++) {
                double score = scores[d * m + t];
                sums[0][t] += score;
                sums[2][t] += score * words;
                for (int u = 0; u < m; u++) {
                    sums[1][t * m + u] += score * scores[d * m + u];
                }
            }
            sums[3][0] += words;
            sums[3][1] += words * words;
        }
    }
}
