package org.polyad.moments;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;

/** Some thousand documents as counts of words: rows of a sparse matrix, one behind the other. */
public final class DocumentBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Documents that a block should have. */
    public static final int DOCUMENTS = 4096;

    /** Words in all that a block should not pass. */
    private static final int CELLS = 1 << 20;

    private static final float LARGEST = 1 << 24;

    final int[] start;
    final int[] words;
    final float[] counts;
    final double[] lengths;
    final double[] weights;
    final long[] bags;

    private DocumentBlock(int[] start, int[] words, float[] counts, double[] lengths, double[] weights, long[] bags) {
        this.start = start;
        this.words = words;
        this.counts = counts;
        this.lengths = lengths;
        this.weights = weights;
        this.bags = bags;
    }

    public int documents() {
        return lengths.length;
    }

    /** Different words of each document, added up. */
    public int cells() {
        return words.length;
    }

    /** The number of words of a document. */
    public double length(int document) {
        return lengths[document];
    }

    public double weight(int document) {
        return weights[document];
    }

    /** A hash of what the document consists of: copies have the same. */
    public long bag(int document) {
        return bags[document];
    }

    /** Whether a document belongs to the first of two halves that a seed makes; copies stay on one side. */
    boolean first(int document, long seed) {
        return Streams.with(Streams.state(seed, Purpose.MOMENTS), bags[document]) < 0;
    }

    /** The mean topic shares of a document; zeros for one without words. @param to as many as topics (output) */
    public void shares(int document, DocumentPosterior posterior, double[] to) {
        if (start[document] == start[document + 1]) {
            Arrays.fill(to, 0);
            return;
        }
        posterior.infer(words, counts, start[document], start[document + 1]);
        posterior.shares(to);
    }

    /** The documents of the given numbers, with other weights. */
    public DocumentBlock only(int[] documents, double[] newWeights) {
        Builder builder = new Builder(0);
        for (int k = 0; k < documents.length; k++) {
            builder.copy(this, documents[k], newWeights[k]);
        }
        return builder.build();
    }

    /** A uniform number on [0, 1) that depends on what the document consists of, to set some documents aside. */
    public static double share(long bag, long seed) {
        return Streams.uniform(Streams.with(Streams.state(seed, Purpose.HOLDOUT), bag));
    }

    /** Takes documents until it is {@link #full}. */
    public static final class Builder {
        private final int fewest;
        private int[] start = new int[64];
        private int[] words = new int[1024];
        private float[] counts = new float[1024];
        private double[] lengths = new double[64];
        private double[] weights = new double[64];
        private long[] bags = new long[64];
        private int documents;
        private int cells;

        /** @param fewest documents of fewer words are left out */
        public Builder(int fewest) {
            this.fewest = fewest;
        }

        /**
         * Adds a document. Words counted 0 are left out; so is a document with the weight 0.
         *
         * @param size how many of the words count
         * @return whether it was kept
         * @throws InvalidInputException for a count that is no whole number from 0 to 2^24, or a weight that is negative or not
         *     finite
         */
        public boolean add(int[] word, double[] count, int size, double weight) {
            if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
                throw new InvalidInputException("the weight of a document must be 0 or more, found " + weight);
            }
            int from = cells;
            double length = 0;
            long bag = 0;
            for (int k = 0; k < size; k++) {
                double c = count[k];
                if (!(c >= 0 && c <= LARGEST && c == Math.rint(c))) {
                    throw new InvalidInputException("counts must be whole numbers from 0 to 16777216, but word "
                            + word[k] + " of a document has " + c);
                }
                if (c > 0) {
                    length += c;
                    bag += Streams.with(Streams.mix(word[k]), (long) c);
                    cell(word[k], (float) c);
                }
            }
            if (length < fewest || weight == 0) {
                cells = from;
                return false;
            }
            document(length, weight, bag);
            return true;
        }

        private void cell(int word, float count) {
            if (cells == words.length) {
                words = Arrays.copyOf(words, 2 * cells);
                counts = Arrays.copyOf(counts, 2 * cells);
            }
            words[cells] = word;
            counts[cells++] = count;
        }

        private void document(double length, double weight, long bag) {
            if (documents + 1 == start.length) {
                int more = 2 * start.length;
                start = Arrays.copyOf(start, more);
                lengths = Arrays.copyOf(lengths, more);
                weights = Arrays.copyOf(weights, more);
                bags = Arrays.copyOf(bags, more);
            }
            lengths[documents] = length;
            weights[documents] = weight;
            bags[documents++] = bag;
            start[documents] = cells;
        }

        private void copy(DocumentBlock from, int document, double weight) {
            for (int p = from.start[document]; p < from.start[document + 1]; p++) {
                cell(from.words[p], from.counts[p]);
            }
            document(from.lengths[document], weight, from.bags[document]);
        }

        public boolean full() {
            return documents >= DOCUMENTS || cells >= CELLS;
        }

        public boolean isEmpty() {
            return documents == 0;
        }

        /** The block; the builder is empty after. */
        public DocumentBlock build() {
            DocumentBlock block = new DocumentBlock(
                    Arrays.copyOf(start, documents + 1),
                    Arrays.copyOf(words, cells),
                    Arrays.copyOf(counts, cells),
                    Arrays.copyOf(lengths, documents),
                    Arrays.copyOf(weights, documents),
                    Arrays.copyOf(bags, documents));
            documents = 0;
            cells = 0;
            return block;
        }
    }
}
