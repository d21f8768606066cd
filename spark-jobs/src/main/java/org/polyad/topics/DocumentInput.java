package org.polyad.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.input.LabelledTensor;
import org.polyad.input.TensorInput;
import org.polyad.input.source.InputOptions;
import org.polyad.loss.Losses;
import org.polyad.moments.DocumentBlock;
import org.polyad.tensor.SparseTensor;

/**
 * Documents that a command reads: a matrix of counts, documents by words.
 *
 * @param blocks in the order of the documents
 * @param documents how they are called, by index; null: by their indices
 * @param words likewise
 * @param unknown counts of words that a model does not have, left out
 */
public record DocumentInput(List<DocumentBlock> blocks, Names documents, Names words, double unknown) {

    /** @param labels null: rows are called by their indices */
    public record Names(String[] labels, int size, int base) {
        public String at(int row) {
            return labels == null ? Integer.toString(row + base) : labels[row];
        }
    }

    /**
     * Reads all of them, with the words of the data.
     *
     * @param fewest documents of fewer words are left out
     * @throws InvalidInputException unless there are two columns and whole counts, with the place
     */
    public static DocumentInput read(InputOptions options, int fewest, PrintWriter log) throws IOException {
        LabelledTensor read = counts(options, log);
        return of(read, options.indexBase, read.tensor().shape().size(1), null, fewest);
    }

    /** Reads all of them, words as a model has them; other words are counted and left out. */
    public static DocumentInput read(InputOptions options, Names words, PrintWriter log) throws IOException {
        LabelledTensor read = counts(options, log);
        int[] known = new int[read.tensor().shape().size(1)];
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < words.size() && words.labels() != null; i++) {
            places.put(words.labels()[i], i);
        }
        String[] found = read.labels() == null ? null : read.labels()[1];
        if ((found == null) != (words.labels() == null)) {
            throw new InvalidInputException(
                    found == null
                            ? "the model names its words, but the input has indices in place of words"
                            : "the model knows its words by indices, but the input names them; --indices reads whole numbers as"
                                    + " indices");
        }
        for (int j = 0; j < known.length; j++) {
            known[j] = found == null ? (j < words.size() ? j : -1) : places.getOrDefault(found[j], -1);
        }
        return of(read, options.indexBase, words.size(), known, 0);
    }

    private static LabelledTensor counts(InputOptions options, PrintWriter log) throws IOException {
        TensorInput input = new TensorInput(options, log);
        if (options.columns != null && options.columns.size() != 2) {
            throw new InvalidInputException(
                    "--columns must name the documents' column and the words', found " + options.columns.size());
        }
        LabelledTensor read;
        try {
            read = input.read(Losses.parse("poisson"));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.getMessage().replace("loss poisson needs", "counts must be"), e);
        }
        if (read.tensor().order() != 2) {
            throw new InvalidInputException("topics need two columns, documents and words, found "
                    + read.tensor().order() + " modes");
        }
        return read;
    }

    /** @param known the model's index of each word, -1 for none; null: all are as in the model */
    private static DocumentInput of(LabelledTensor read, int base, int words, int[] known, int fewest) {
        SparseTensor tensor = read.tensor();
        int documents = tensor.shape().size(0);
        int[] order = byDocument(tensor);
        long[] counts = tensor.sliceCounts(0);
        List<DocumentBlock> blocks = new ArrayList<>();
        DocumentBlock.Builder builder = new DocumentBlock.Builder(fewest);
        double unknown = 0;
        int at = 0;
        for (int d = 0; d < documents; d++) {
            int[] word = new int[(int) counts[d]];
            double[] count = new double[word.length];
            int size = 0;
            for (int k = 0; k < counts[d]; k++) {
                int p = order[at++];
                int found = known == null ? tensor.subscripts(1)[p] : known[tensor.subscripts(1)[p]];
                unknown += found < 0 ? tensor.values()[p] : 0;
                if (found >= 0) {
                    word[size] = found;
                    count[size++] = tensor.values()[p];
                }
            }
            builder.add(word, count, size, 1);
            if (builder.full()) {
                blocks.add(builder.build());
            }
        }
        blocks.add(builder.build());
        String[][] labels = read.labels();
        return new DocumentInput(
                blocks,
                new Names(labels == null ? null : labels[0], documents, base),
                new Names(labels == null ? null : labels[1], words, base),
                unknown);
    }

    /** The entries' numbers, documents in order. */
    private static int[] byDocument(SparseTensor tensor) {
        long[] counts = tensor.sliceCounts(0);
        int[] next = new int[counts.length];
        for (int d = 1; d < next.length; d++) {
            next[d] = next[d - 1] + (int) counts[d - 1];
        }
        int[] order = new int[tensor.entries()];
        for (int p = 0; p < order.length; p++) {
            order[next[tensor.subscripts(0)[p]]++] = p;
        }
        return order;
    }
}
