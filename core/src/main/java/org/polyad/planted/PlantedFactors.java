package org.polyad.planted;

import java.util.Arrays;
import org.polyad.model.cp.Ktensor;
import org.polyad.parallel.Threads;
import org.polyad.random.DrawStream;
import org.polyad.tensor.FactorMatrix;

/**
 * Makes the planted model. Columns are far from parallel, so that a fit can tell the components apart: each has an order of
 * rows of its own, and heavy-tailed or signed entries.
 */
final class PlantedFactors {
    private static final long ENTRY = 12;
    private static final long WEIGHT = 13;
    /** Stars of the mean rating. */
    private static final double MEAN_RATING = 3.3;

    private final PlantedSpec spec;

    PlantedFactors(PlantedSpec spec) {
        this.spec = spec;
    }

    /**
     * A model that is a distribution over cells: columns of sum 1, weights of sum 1. An entry is the row's popularity in its
     * component times the square of an exponential draw; component r leads with row r of the mode's own order, so that no two
     * components lead with the same row where there are rows enough.
     */
    Ktensor distribution() {
        FactorMatrix[] factors = columns((mode, r, random) -> popularColumn(mode, r, random));
        double[] lambda = new double[spec.rank()];
        DrawStream random = new DrawStream(spec.seed());
        double sum = 0;
        for (int r = 0; r < lambda.length; r++) {
            lambda[r] = 0.5 + random.restart(WEIGHT, r).uniform();
            sum += lambda[r];
        }
        for (int r = 0; r < lambda.length; r++) {
            lambda[r] /= sum;
        }
        return new Ktensor(lambda, factors);
    }

    private double[] popularColumn(int mode, int r, DrawStream random) {
        int rows = spec.shape().size(mode);
        int[] order = Popularity.order(rows, mode, r, random);
        int leader = Popularity.leaders(rows, mode, random)[r % rows];
        lead(order, leader);
        double[] column = Popularity.weights(rows, spec.skew(), order);
        double sum = 0;
        random.restart(ENTRY + 100L * mode, r);
        for (int i = 0; i < rows; i++) {
            double e = random.exponential();
            // 5 is what the largest of a dozen squares is about.
            column[i] *= i == leader ? 5 : e * e;
            sum += column[i];
        }
        for (int i = 0; i < rows; i++) {
            column[i] /= sum;
        }
        return column;
    }

    private static void lead(int[] order, int leader) {
        int at = 0;
        while (order[at] != leader) {
            at++;
        }
        order[at] = order[0];
        order[0] = leader;
    }

    /** Normal entries, for parameters of either sign; {@code size} is the root mean square of m over popular cells. */
    Ktensor signed(double size, double[][] popularity) {
        FactorMatrix[] factors = columns((mode, r, random) -> column(mode, r, random, false));
        return scaled(factors, size, popularity, false);
    }

    /** Entries 0.1 plus an exponential draw, for parameters m &gt;= 0; {@code size} is the mean of m over popular cells. */
    Ktensor positive(double size, double[][] popularity) {
        FactorMatrix[] factors = columns((mode, r, random) -> column(mode, r, random, true));
        return scaled(factors, size, popularity, true);
    }

    /** A first component near the mean rating everywhere, and tastes of one star around it. */
    Ktensor ratings(double[][] popularity) {
        FactorMatrix[] factors = columns((mode, r, random) -> {
            double[] column = column(mode, r, random, false);
            for (int i = 0; r == 0 && i < column.length; i++) {
                column[i] = 1 + 0.05 * column[i];
            }
            return column;
        });
        double[] tastes = new double[spec.rank()];
        for (int r = 1; r < tastes.length; r++) {
            tastes[r] = 1;
        }
        double size = PopularCells.rootMeanSquare(new Ktensor(tastes, factors), popularity);
        double[] lambda = new double[spec.rank()];
        for (int r = 0; r < lambda.length; r++) {
            lambda[r] = r == 0 ? MEAN_RATING : 1 / size;
        }
        return new Ktensor(lambda, factors);
    }

    private double[] column(int mode, int r, DrawStream random, boolean positive) {
        double[] column = new double[spec.shape().size(mode)];
        random.restart(ENTRY + 100L * mode, r);
        for (int i = 0; i < column.length; i++) {
            column[i] = positive ? 0.1 + random.exponential() : random.normal();
        }
        return column;
    }

    private Ktensor scaled(FactorMatrix[] factors, double size, double[][] popularity, boolean byMean) {
        double[] ones = new double[spec.rank()];
        Arrays.fill(ones, 1);
        Ktensor model = new Ktensor(ones, factors);
        double is = byMean ? PopularCells.mean(model, popularity) : PopularCells.rootMeanSquare(model, popularity);
        double[] lambda = new double[spec.rank()];
        Arrays.fill(lambda, size / is);
        return new Ktensor(lambda, factors);
    }

    private interface Column {
        double[] make(int mode, int r, DrawStream random);
    }

    private FactorMatrix[] columns(Column column) {
        FactorMatrix[] factors = new FactorMatrix[spec.shape().order()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = new FactorMatrix(spec.shape().size(n), spec.rank());
        }
        Threads.current().ranges(factors.length * spec.rank(), (from, to) -> {
            DrawStream random = new DrawStream(spec.seed());
            for (int k = from; k < to; k++) {
                int mode = k / spec.rank();
                int r = k % spec.rank();
                double[] entries = column.make(mode, r, random);
                for (int i = 0; i < entries.length; i++) {
                    factors[mode].set(i, r, entries[i]);
                }
            }
        });
        return factors;
    }
}
