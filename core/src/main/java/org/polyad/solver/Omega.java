package org.polyad.solver;

import java.util.Arrays;
import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.sampling.Census;
import org.polyad.sampling.Draws;
import org.polyad.sampling.Holdout;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Slab;
import org.polyad.sampling.Slabs;
import org.polyad.sampling.ZeroSample;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Settles Omega: which cells are fitted to, which are set aside, and how the zeros enter. Written once over {@link Slabs}, which
 * may be one tensor in memory or ranges of rows on a cluster; two or three passes over the listed entries.
 *
 * <p>Set aside are the listed entries with hash(seed, subscript) &lt; share and, where unlisted entries are zeros, as many of these:
 * those that {@link Draws} draws first, but at most half of all.
 *
 * @param plan finds the cells of each slab
 * @param cells what the methods need to know
 * @param holdoutCells how many cells are set aside
 */
public record Omega(OmegaPlan plan, Cells cells, long holdoutCells) {
    /** Parts into which a step of the search for the cells to set aside cuts an interval of time. */
    private static final int INTERVALS = 1024;

    /**
     * Settles Omega for data in one JVM.
     *
     * @throws IllegalArgumentException as {@link #settle}
     */
    public static LocalOmega prepare(SparseTensor data, GcpOptions options) {
        Slab whole = Slab.whole(data);
        Omega omega = settle(new OneSlab(whole), options);
        SparseTensor holdout = omega.holdoutCells == 0 ? null : omega.plan.holdout(whole);
        SparseTensor kept = omega.plan.kept(whole);
        long[][] counts = new long[data.order()][];
        Arrays.setAll(counts, kept::sliceCounts);
        return new LocalOmega(omega.plan, whole, holdout, counts, omega.cells);
    }

    /**
     * Omega in one JVM.
     *
     * @param whole the data
     * @param holdout the cells set aside, null without any
     * @param listedCounts by mode, the listed entries of each row that are not set aside
     */
    public record LocalOmega(OmegaPlan plan, Slab whole, SparseTensor holdout, long[][] listedCounts, Cells cells) {
        /** The cells to fit to. */
        public SparseTensor training() {
            return plan.training(whole);
        }

        /** What the stochastic methods draw from. */
        public SparseTensor entries() {
            return plan.entries(whole);
        }
    }

    private record OneSlab(Slab slab) implements Slabs {
        @Override
        public Shape shape() {
            return slab.shape();
        }

        @Override
        public <T> List<T> map(Task<T> task) {
            return List.of(task.apply(slab));
        }
    }

    /**
     * Settles Omega.
     *
     * @throws EntryException for a value that the loss does not take
     * @throws IllegalArgumentException when unlisted is not given and not every cell is listed, when the loss takes no unlisted
     *     zeros, or when nothing is left to fit to
     */
    public static Omega settle(Slabs data, GcpOptions options) {
        Loss loss = options.loss();
        Holdout holdout = new Holdout(options.seed(), options.holdout());
        Census census = Census.total(data.map(slab -> Census.of(slab, holdout, loss.domain())));
        if (census.misfit() != null) {
            throw new EntryException(
                    "loss " + loss.name() + " needs " + loss.domain().text() + ", but entry ",
                    census.misfit(),
                    " is " + census.misfitValue());
        }
        double cells = data.shape().cells();
        ZeroHandling zeros = zeros(options, census.listed(), data.shape());
        if (zeros == ZeroHandling.NONE && census.setAside() == census.listed()) {
            throw new InvalidInputException(
                    "there is no entry to fit to: of " + census.listed() + ", " + census.setAside() + " are set aside");
        }
        double unlisted = zeros == ZeroHandling.NONE ? 0 : cells - census.listed();
        Drawn drawn =
                first((long) Math.min(census.setAside(), Math.floor(unlisted / 2)), data, options.seed(), unlisted);
        double left = unlisted - drawn.count();
        double zeroWeight = zeroWeight(options, zeros, census.listed(), left);
        double drawnWeight = drawn.count() == 0 ? 1 : listedShare(census) * unlisted / drawn.count();
        OmegaPlan plan = new OmegaPlan(options, zeros, drawn.until(), drawnWeight, zeroWeight);
        return new Omega(plan, cells(loss, zeros, census, left), census.setAside() + drawn.count());
    }

    /** Which share of the listed entries is set aside: of their weights, so that the weighted mean over them speaks for all of them. */
    private static double listedShare(Census census) {
        double aside = census.asideWeight();
        return aside > 0 ? aside / (aside + census.weight()) : (double) census.setAside() / census.listed();
    }

    private static Cells cells(Loss loss, ZeroHandling zeros, Census census, double zeroCells) {
        return new Cells(
                loss,
                zeros,
                new Cells.Moments(
                        census.listed() - census.setAside(),
                        census.listed() - census.setAside() + zeroCells,
                        census.weight() + zeroCells,
                        census.sum(),
                        census.squares(),
                        census.fingerprint()));
    }

    /** How unlisted cells enter; of data that list every cell there are none. */
    private static ZeroHandling zeros(GcpOptions options, long listed, Shape shape) {
        Loss loss = options.loss();
        if (listed == shape.cells() || options.unlisted() == Unlisted.MISSING) {
            return ZeroHandling.NONE;
        }
        if (options.unlisted() == null) {
            throw new InvalidInputException("of " + shape + " cells " + listed
                    + " are listed: say what the others are, unlisted zero (observed zeros) or missing (unknown)");
        }
        if (!loss.unlistedZeros()) {
            String reason = loss.domain().contains(0)
                    ? "falls without bound at x = 0 as m goes to 0"
                    : "needs " + loss.domain().text();
            throw new InvalidInputException("loss " + loss.name() + " " + reason
                    + ", so entries that are not listed cannot be zeros: unlisted must be missing");
        }
        if (loss.zeroPart().isPresent()) {
            return ZeroHandling.CLOSED_FORM;
        }
        return shape.cells() <= options.exactCells() ? ZeroHandling.ALL_CELLS : ZeroHandling.SAMPLED;
    }

    /**
     * Unlisted cells to set aside: those first drawn before a time.
     *
     * @param until that time
     */
    private record Drawn(double until, long count) {}

    /** The first {@code wanted} ones, by a search in which each slab sends back {@link #INTERVALS} numbers, however many cells it has. */
    private static Drawn first(long wanted, Slabs data, long seed, double unlisted) {
        double low = 0;
        // so many that more than are wanted will be there
        double high = Draws.timeFor(Math.min(0.8, (wanted + 6 * Math.sqrt(wanted)) / unlisted));
        long before = 0;
        while (before < wanted && Math.nextUp(low) < high) {
            double[] edges = edges(low, high);
            long[] counts = new long[INTERVALS];
            for (long[] part : data.map(slab -> Draws.counts(slab, seed, Purpose.HOLDOUT_ZEROS, edges))) {
                Arrays.setAll(counts, k -> counts[k] + part[k]);
            }
            int k = 0;
            while (k < INTERVALS && before + counts[k] <= wanted) {
                before += counts[k++];
            }
            low = edges[k];
            high = k == INTERVALS ? 2 * high : edges[k + 1];
        }
        return new Drawn(low, before);
    }

    private static double[] edges(double low, double high) {
        double[] edges = new double[INTERVALS + 1];
        Arrays.setAll(edges, k -> Math.min(high, low + (high - low) * k / INTERVALS));
        edges[INTERVALS] = high;
        return edges;
    }

    /** How many zeros one of the run's sample stands for; 0 where there is none: a stochastic method draws zeros anew for each step. */
    private static double zeroWeight(GcpOptions options, ZeroHandling zeros, long listed, double unlisted) {
        boolean anew =
                options.method(zeros).stochastic() && options.stochastic().polish() == 0;
        return zeros != ZeroHandling.SAMPLED || anew ? 0 : unlisted / ZeroSample.draws(listed, unlisted);
    }
}
