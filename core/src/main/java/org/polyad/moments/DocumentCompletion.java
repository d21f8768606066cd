package org.polyad.moments;

import java.util.Arrays;
import org.polyad.loss.batch.Elementary;
import org.polyad.parallel.Threads;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;

/**
 * How well topics complete documents: the topic shares come from a random half of a document's words, and the other half is scored by -
 * mean log p a word. Documents of fewer than 2 words cannot be cut and are left out.
 *
 * <p>Source: Wallach, Murray, Salakhutdinov and Mimno, Evaluation Methods for Topic Models, ICML 2009, section 5.
 */
public final class DocumentCompletion implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private final double[] distributions;
    private final double[] alpha;
    private final long seed;

    public DocumentCompletion(double[] distributions, double[] alpha, long seed) {
        this.distributions = distributions;
        this.alpha = alpha;
        this.seed = seed;
    }

    /** @param logPerplexity - mean log p of a scored word @param words how many were scored */
    public record Score(double logPerplexity, double words) {}

    public static Score of(Passes<DocumentBlock> passes, TopicModel model, long seed) {
        return of(passes, model.distributions(), model.alpha(), seed);
    }

    /** @param distributions words x topics, row-major, each column a distribution */
    public static Score of(Passes<DocumentBlock> passes, double[] distributions, double[] alpha, long seed) {
        double[] sums = passes.sum(new DocumentCompletion(distributions, alpha, seed))[0];
        return new Score(-sums[0] / sums[1], sums[1]);
    }

    /** Of one document of a block: the sum of log p of its scored words; 0 for a document that is left out. */
    public double logProbability(DocumentBlock block, int document) {
        return score(block, document, new DocumentPosterior(distributions, alpha));
    }

    @Override
    public String name() {
        return "completion by " + alpha.length + " topics";
    }

    @Override
    public int[] lengths() {
        return new int[] {2};
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        int documents = block.documents();
        double[] scores = new double[documents];
        Threads.current().ranges(documents, (from, to) -> {
            DocumentPosterior posterior = new DocumentPosterior(distributions, alpha);
            for (int d = from; d < to; d++) {
                scores[d] = score(block, d, posterior);
            }
        });
        for (int d = 0; d < documents; d++) {
            if (block.lengths[d] >= 2) {
                sums[0][0] += block.weights[d] * scores[d];
                sums[0][1] += block.weights[d] * (long) (block.lengths[d] / 2);
            }
        }
    }

    /** The sum of log p of the scored half. */
    private double score(DocumentBlock block, int d, DocumentPosterior posterior) {
        if (block.lengths[d] < 2) {
            return 0;
        }
        int first = block.start[d];
        int size = block.start[d + 1] - first;
        int[] scored = scored(block, d, size);
        int[] words = new int[size];
        float[] seen = new float[size];
        int kept = 0;
        for (int c = 0; c < size; c++) {
            float left = block.counts[first + c] - scored[c];
            if (left > 0) {
                words[kept] = block.words[first + c];
                seen[kept++] = left;
            }
        }
        posterior.infer(words, seen, 0, kept);
        double[] shares = new double[alpha.length];
        posterior.shares(shares);
        double sum = 0;
        for (int c = 0; c < size; c++) {
            double p = 0;
            for (int r = 0; r < shares.length && scored[c] > 0; r++) {
                p += shares[r] * distributions[block.words[first + c] * shares.length + r];
            }
            sum += scored[c] > 0 ? scored[c] * Elementary.log(p) : 0;
        }
        return sum;
    }

    /** How many of each word are scored: of all tokens in a random order, the first half. */
    private int[] scored(DocumentBlock block, int d, int size) {
        int length = (int) block.lengths[d];
        long[] order = new long[length];
        int[] owner = new int[length];
        long state = Streams.with(Streams.state(seed, Purpose.MOMENTS), block.bags[d]);
        int token = 0;
        for (int c = 0; c < size; c++) {
            for (int copy = 0; copy < block.counts[block.start[d] + c]; copy++) {
                long hash = Streams.with(Streams.with(state, block.words[block.start[d] + c]), copy);
                // The token's number in the low bits, so that sorting keeps it.
                order[token] = (hash & ~0xFFFFFFFFL) | token;
                owner[token++] = c;
            }
        }
        Arrays.sort(order);
        int[] scored = new int[size];
        for (int k = 0; k < length / 2; k++) {
            scored[owner[(int) order[k]]]++;
        }
        return scored;
    }
}
