package org.polyad.planted;

import java.util.Arrays;
import org.polyad.model.cp.Ktensor;
import org.polyad.parallel.Threads;
import org.polyad.random.DrawStream;
import org.polyad.sampling.CellKeys;
import org.polyad.sort.SortedKeys;
import org.polyad.tensor.SparseTensor;

/**
 * Ones from odds: cell i is listed with probability m_i / (1 + m_i), without a visit to every cell. Events with rates m fall on a
 * cell at least once with probability 1 - e^-m, which is never less; a cell so hit is kept with the quotient of the two.
 */
final class PlantedLinks extends PlantedEvents {
    private static final long serialVersionUID = 1L;

    private static final long KEEP = 18;
    private static final int PROBES = 20_000;
    /** Beyond so many events for each listed cell the model's heads are full, and its tail must do. */
    private static final double MOST_EVENTS = 50;

    private final long draws;

    private PlantedLinks(PlantedSpec spec, Ktensor distribution, double scale) {
        super(spec, distribution, scale);
        this.draws = (long) Math.min(Integer.MAX_VALUE - 8, Math.rint(scale));
    }

    static PlantedLinks planned(PlantedSpec spec) {
        Ktensor distribution = new PlantedFactors(spec).distribution();
        return new PlantedLinks(spec, distribution, scale(spec, distribution));
    }

    @Override
    public long draws() {
        return draws;
    }

    @Override
    public SparseTensor entries(long[] sorted) {
        int hit = SortedKeys.unique(sorted);
        boolean[] keep = kept(sorted, hit);
        int count = 0;
        for (int p = 0; p < hit; p++) {
            if (keep[p]) {
                sorted[count++] = sorted[p];
            }
        }
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return tensor(sorted, ones);
    }

    private boolean[] kept(long[] keys, int hit) {
        Ktensor truth = truth();
        boolean[] keep = new boolean[hit];
        Threads.current().ranges(hit, (from, to) -> {
            CellKeys cells = new CellKeys(shape());
            DrawStream random = new DrawStream(spec().seed());
            int[] subscript = new int[truth.order()];
            for (int p = from; p < to; p++) {
                cells.decode(keys[p], subscript);
                double m = truth.valueAt(subscript);
                double kept = m / (1 + m) / -Math.expm1(-m);
                keep[p] = random.restart(KEEP, keys[p]).uniform() < kept;
            }
        });
        return keep;
    }

    /**
     * The scale s at which about as many cells as were asked for are listed: sum_i s q_i / (1 + s q_i), q the model of sum 1, which
     * is s times the mean of 1 / (1 + s q) over events.
     */
    private static double scale(PlantedSpec spec, Ktensor distribution) {
        long[] keys = new long[PROBES];
        new Events(distribution, spec.seed()).draw(0, keys, 0, PROBES);
        double[] q = new double[PROBES];
        CellKeys cells = new CellKeys(spec.shape());
        int[] subscript = new int[distribution.order()];
        for (int p = 0; p < PROBES; p++) {
            cells.decode(keys[p], subscript);
            q[p] = distribution.valueAt(subscript);
        }
        double low = spec.draws();
        double high = Math.min(MOST_EVENTS * low, Integer.MAX_VALUE - 8);
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            double listed = 0;
            for (double each : q) {
                listed += middle / (1 + middle * each) / PROBES;
            }
            if (listed < spec.draws()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
