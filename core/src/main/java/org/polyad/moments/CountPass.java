package org.polyad.moments;

/** The first pass: how many documents there are, and the sums that need no basis. */
final class CountPass implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private final int words;
    private final long seed;

    CountPass(int words, long seed) {
        this.words = words;
        this.seed = seed;
    }

    /**
     * @param m1 mean of c / l: the words' shares
     * @param h2 sum of w c / (l (l - 1)), not divided by anything; h2First of the first half of the documents
     * @param h3 sum of w c / (l (l - 1) (l - 2)), not divided by anything
     * @param weight sum of the documents' weights; weightFirst of the first half
     * @param tokens weighted
     */
    record Counts(
            double[] m1,
            double[] h2,
            double[] h2First,
            double[] h3,
            double weight,
            double weightFirst,
            double documents,
            double tokens) {}

    static Counts of(Passes<DocumentBlock> passes, int words, long seed) {
        double[][] sums = passes.sum(new CountPass(words, seed));
        double[] total = sums[4];
        for (int i = 0; i < words; i++) {
            sums[0][i] /= total[0];
        }
        return new Counts(sums[0], sums[1], sums[2], sums[3], total[0], total[1], total[2], total[3]);
    }

    @Override
    public String name() {
        return "counts";
    }

    @Override
    public int[] lengths() {
        return new int[] {words, words, words, words, 4};
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        double[] total = sums[4];
        for (int d = 0; d < block.documents(); d++) {
            boolean first = block.first(d, seed);
            double weight = block.weights[d];
            double share = weight / block.lengths[d];
            double pair = CountMoments.pair(block, d);
            double triple = CountMoments.triple(block, d);
            total[0] += weight;
            total[1] += first ? weight : 0;
            total[2]++;
            total[3] += weight * block.lengths[d];
            for (int c = block.start[d]; c < block.start[d + 1]; c++) {
                int word = block.words[c];
                double count = block.counts[c];
                sums[0][word] += share * count;
                sums[1][word] += pair * count;
                sums[2][word] += first ? pair * count : 0;
                sums[3][word] += triple * count;
            }
        }
    }
}
