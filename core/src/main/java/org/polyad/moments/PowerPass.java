package org.polyad.moments;

/**
 * One step of the range finder on E2 of all documents and on E2 of their first half: sum of s c (c'Y) in twice as many columns. The
 * second half of the columns gets the documents of the first half alone.
 */
final class PowerPass implements Pass<DocumentBlock> {
    private static final long serialVersionUID = 1L;

    private final double[] all;
    private final double[] first;
    private final int columns;
    private final long seed;

    /** @param all words x columns, row-major; first likewise */
    PowerPass(double[] all, double[] first, int columns, long seed) {
        this.all = all;
        this.first = first;
        this.columns = columns;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "second moments of words, times " + columns + " columns";
    }

    @Override
    public int[] lengths() {
        return new int[] {all.length, first.length};
    }

    @Override
    public void add(DocumentBlock block, double[][] sums) {
        int documents = block.documents();
        double[] pair = new double[documents];
        double[] pairFirst = new double[documents];
        for (int d = 0; d < documents; d++) {
            pair[d] = CountMoments.pair(block, d);
            pairFirst[d] = block.first(d, seed) ? pair[d] : 0;
        }
        double[] p = new double[documents * columns];
        CountMoments.project(block, all, columns, p);
        CountMoments.scatter(block, CountMoments.scaled(block, pair), p, columns, sums[0]);
        CountMoments.project(block, first, columns, p);
        CountMoments.scatter(block, CountMoments.scaled(block, pairFirst), p, columns, sums[1]);
    }
}
