package org.polyad.ranking;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyad.loss.Loss;
import org.polyad.tensor.Ktensor;

/**
 * The means E[x] that a model gives, where a question may leave modes open: over these the mean is averaged, each row weighted by its
 * listed entries,
 *
 * <pre>sum_j w_j g(m at the given rows and j),   w_j = prod_{open n} entries_n(j_n) / sum_i entries_n(i)</pre>
 *
 * <p>with the loss's inverse link g. Where g is linear that is g at the weighted average of each mode's rows. Otherwise it is the sum over
 * all combinations of the open modes' rows up to 512 of them, and beyond that an estimate from 512 that are drawn with a fixed seed. Safe
 * for many threads.
 */
public final class ModelMeans implements Serializable {
    private static final long serialVersionUID = 1L;

    /** In place of a given row: the average over the mode. */
    public static final int AVERAGED = -1;

    private final Ktensor model;
    private final Loss loss;
    private final double[][] shares;
    private final boolean weighted;
    private transient Map<BitSet, OpenRows> known;

    /**
     * The means of a model.
     *
     * @param entries by mode, the listed entries of each row; null where they are not known: all rows count alike
     */
    public ModelMeans(Ktensor model, Loss loss, long[][] entries) {
        this.model = model;
        this.loss = loss;
        this.weighted = entries != null;
        this.shares = new double[model.order()][];
        for (int n = 0; weighted && n < shares.length; n++) {
            shares[n] = shares(entries[n]);
        }
    }

    /** Null where no row has any. */
    private static double[] shares(long[] entries) {
        double sum = 0;
        for (long count : entries) {
            sum += count;
        }
        double[] shares = new double[entries.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = entries[i] / sum;
        }
        return sum > 0 ? shares : null;
    }

    public Ktensor model() {
        return model;
    }

    public Loss loss() {
        return loss;
    }

    /** m, averaged over open modes. @param rows by mode, a row or {@link #AVERAGED} */
    public double m(int[] rows) {
        double[] query = query(rows);
        OpenRows average = isGiven(rows) ? null : average(open(rows));
        double m = 0;
        for (int r = 0; r < query.length; r++) {
            m += average == null ? query[r] : query[r] * average.product(0, r);
        }
        return m;
    }

    /** E[x], averaged over open modes. @param rows by mode, a row or {@link #AVERAGED} */
    public double mean(int[] rows) {
        boolean atOne = loss.linearMean() || isGiven(rows);
        return atOne ? loss.mean(m(rows)) : each(open(rows)).mean(query(rows), loss);
    }

    private static boolean isGiven(int[] rows) {
        boolean given = true;
        for (int row : rows) {
            given &= row != AVERAGED;
        }
        return given;
    }

    /** lambda times the rows that are given. */
    double[] query(int[] rows) {
        double[] query = model.lambda().clone();
        for (int n = 0; n < rows.length; n++) {
            for (int r = 0; rows[n] != AVERAGED && r < query.length; r++) {
                query[r] *= model.factor(n).at(rows[n], r);
            }
        }
        return query;
    }

    static BitSet open(int[] rows) {
        BitSet open = new BitSet(rows.length);
        for (int n = 0; n < rows.length; n++) {
            open.set(n, rows[n] == AVERAGED);
        }
        return open;
    }

    /** What scores of items need of the open modes: one combination where the order by m is the order by the mean. */
    OpenRows open(BitSet open) {
        return open.isEmpty() || loss.linearMean() ? average(open) : each(open);
    }

    private synchronized OpenRows average(BitSet open) {
        BitSet key = (BitSet) open.clone();
        key.set(model.order());
        return known().computeIfAbsent(key, k -> OpenRows.average(model, shares, open));
    }

    private synchronized OpenRows each(BitSet open) {
        return known().computeIfAbsent((BitSet) open.clone(), k -> OpenRows.each(model, shares, open));
    }

    private Map<BitSet, OpenRows> known() {
        if (known == null) {
            known = new HashMap<>();
        }
        return known;
    }

    /**
     * What a user should know of an average: that rows count alike since their entries are not known, or that it is an estimate.
     *
     * @param open the modes that it is over
     * @param names of all modes
     * @return sentences; none for an exact, weighted average
     */
    public List<String> remarks(BitSet open, List<String> names) {
        List<String> remarks = new ArrayList<>();
        if (open.isEmpty()) {
            return remarks;
        }
        String over = open.stream().mapToObj(names::get).collect(Collectors.joining(" and "));
        if (!weighted) {
            remarks.add("averages over " + over
                    + " weight all rows alike: the model does not say how many entries each had");
        }
        OpenRows rows = open(open);
        if (rows.combinations() > rows.count()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "averages over %s are estimates from %d of %,.0f combinations, drawn with a fixed seed",
                    over,
                    rows.count(),
                    rows.combinations()));
        }
        return remarks;
    }

    /** The modes of a list that are neither given nor the user's or items'. @param given by mode, a row or {@link #AVERAGED} */
    public static BitSet openModes(int userMode, int itemMode, int[] given) {
        int[] rows = given.clone();
        rows[userMode] = 0;
        rows[itemMode] = 0;
        return open(rows);
    }
}
