package org.polyad.planted;

import org.polyad.InvalidInputException;
import org.polyad.loss.Distribution;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.model.cp.Ktensor;
import org.polyad.parallel.Threads;
import org.polyad.random.Cumulative;
import org.polyad.random.DrawStream;
import org.polyad.sampling.CellKeys;
import org.polyad.tensor.SparseTensor;

/** Values at a given number of different cells, which are drawn by the popularity of their rows. */
final class PlantedValues extends PlantedPlan {
    private static final long serialVersionUID = 1L;
    private static final long CELL = 14;
    private static final long CHOICE = 15;
    private static final long VALUE = 17;
    private static final double LEAST_STAR = 0.5;
    private static final double MOST_STARS = 5;

    /** Below so many cells for each one wanted, an order of all cells costs less than drawing again and again. */
    private static final double FEW = 64;

    /** By mode and row. */
    private final double[][] popularity;

    /** Root mean square of m over popular cells. */
    private final double size;

    private transient Cumulative[] rows;

    private PlantedValues(PlantedSpec spec, Ktensor truth, double[][] popularity) {
        super(spec, truth);
        this.popularity = popularity;
        this.size = PopularCells.rootMeanSquare(truth, popularity);
    }

    static PlantedValues planned(PlantedSpec spec) {
        double[][] popularity = popularity(spec);
        return new PlantedValues(spec, model(spec, new PlantedFactors(spec), popularity), popularity);
    }

    private static double[][] popularity(PlantedSpec spec) {
        double[][] popularity = new double[spec.shape().order()][];
        DrawStream random = new DrawStream(spec.seed());
        for (int n = 0; n < popularity.length; n++) {
            int rows = spec.shape().size(n);
            popularity[n] = Popularity.weights(rows, spec.skew(), Popularity.leaders(rows, n, random));
        }
        return popularity;
    }

    private static Ktensor model(PlantedSpec spec, PlantedFactors factors, double[][] popularity) {
        Loss loss = spec.loss();
        if (loss == null) {
            return spec.kind() == PlantedKind.RATING ? factors.ratings(popularity) : factors.signed(1, popularity);
        }
        double size = distribution(loss).size();
        return loss.lowerBound() >= 0 ? factors.positive(size, popularity) : factors.signed(size, popularity);
    }

    @Override
    public long draws() {
        return 0;
    }

    @Override
    public boolean choosesCells() {
        return true;
    }

    @Override
    public boolean choosesFromAll() {
        double cells = shape().cells();
        return cells <= FEW * spec().draws() && cells <= Integer.MAX_VALUE / 4;
    }

    @Override
    public long moreDraws(long distinct) {
        long missing = spec().draws() - distinct;
        return missing <= 0 ? 0 : Math.min(Integer.MAX_VALUE / 2, missing * 9 / 8 + 64);
    }

    @Override
    public void cells(long first, long[] to, int from, int end) {
        Cumulative[] mode = rows();
        CellKeys cell = new CellKeys(shape());
        DrawStream random = new DrawStream(spec().seed());
        int[] subscript = new int[mode.length];
        for (int s = from; s < end; s++) {
            random.restart(CELL, first + (s - from));
            for (int n = 0; n < mode.length; n++) {
                subscript[n] = mode[n].at(random.uniform());
            }
            to[s] = cell.key(subscript);
        }
    }

    private synchronized Cumulative[] rows() {
        if (rows == null) {
            rows = new Cumulative[popularity.length];
            for (int n = 0; n < rows.length; n++) {
                rows[n] = new Cumulative(popularity[n]);
            }
        }
        return rows;
    }

    /**
     * From all: Exp(1) / weight, whose smallest are a sample without replacement by weight (Efraimidis and Spirakis 2006). From those
     * that draws fell on: a hash of the cell.
     */
    @Override
    public void order(long[] cells, double[] to, int from, int end) {
        boolean fromAll = choosesFromAll();
        CellKeys keys = new CellKeys(shape());
        DrawStream random = new DrawStream(spec().seed());
        int[] subscript = new int[popularity.length];
        for (int p = from; p < end; p++) {
            if (!fromAll) {
                to[p] = random.restart(CHOICE, cells[p]).uniform();
                continue;
            }
            keys.decode(cells[p], subscript);
            to[p] = random.restart(CELL, cells[p]).exponential();
            for (int n = 0; n < subscript.length; n++) {
                to[p] /= popularity[n][subscript[n]];
            }
        }
    }

    @Override
    public SparseTensor entries(long[] sorted) {
        double[] values = new double[sorted.length];
        Distribution.Draw draw = draw();
        double noise = spec().noise();
        double spread = spec().loss() == null ? noise : noise * size;
        Threads.current().ranges(sorted.length, (from, to) -> {
            CellKeys cells = new CellKeys(shape());
            DrawStream random = new DrawStream(spec().seed());
            int[] subscript = new int[popularity.length];
            for (int p = from; p < to; p++) {
                cells.decode(sorted[p], subscript);
                values[p] = draw.x(truth().valueAt(subscript), noise, spread, random.restart(VALUE, sorted[p]));
            }
        });
        return tensor(sorted, values);
    }

    private Distribution.Draw draw() {
        if (spec().loss() != null) {
            return distribution(spec().loss()).draw();
        }
        if (spec().kind() == PlantedKind.RATING) {
            return (m, noise, spread, random) -> stars(m + spread * random.normal());
        }
        return (m, noise, spread, random) -> m + spread * random.normal();
    }

    private static Distribution distribution(Loss loss) {
        return loss.distribution()
                .orElseThrow(() -> new InvalidInputException("data cannot be drawn for loss " + loss.name()
                        + ", which has no distribution: expected one of " + String.join(", ", Losses.names())));
    }

    /** The nearest half star. */
    private static double stars(double rating) {
        return Math.max(LEAST_STAR, Math.min(MOST_STARS, Math.rint(2 * rating) / 2));
    }
}
