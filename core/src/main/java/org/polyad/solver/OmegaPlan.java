package org.polyad.solver;

import java.io.Serializable;
import org.polyad.sampling.AllCells;
import org.polyad.sampling.Draws;
import org.polyad.sampling.Entries;
import org.polyad.sampling.Holdout;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Slab;
import org.polyad.sampling.ZeroSample;
import org.polyad.tensor.SparseTensor;

/**
 * What was settled for the whole tensor about which cells are visited: enough for each slab to find its own part of them. The union
 * over slabs does not depend on how the rows are cut.
 */
public final class OmegaPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final double share;
    private final ZeroHandling zeros;
    private final double heldUntil;
    private final double drawnWeight;
    private final double zeroWeight;

    /**
     * @param zeros how unlisted cells enter
     * @param heldUntil unlisted cells first drawn before that time are set aside
     * @param drawnWeight of each of these among the cells set aside: how many unlisted cells it counts for, where a listed cell counts for
     *     itself
     * @param zeroWeight how many zeros one of a sample stands for; 0: there is no sample
     */
    OmegaPlan(GcpOptions options, ZeroHandling zeros, double heldUntil, double drawnWeight, double zeroWeight) {
        this.seed = options.seed();
        this.share = options.holdout();
        this.zeros = zeros;
        this.heldUntil = heldUntil;
        this.drawnWeight = drawnWeight;
        this.zeroWeight = zeroWeight;
    }

    public ZeroHandling zeros() {
        return zeros;
    }

    /**
     * The cells of the slab's rows to fit to, as entries of the whole tensor's shape: listed ones, and zeros with x = 0. With {@link
     * ZeroHandling#CLOSED_FORM} cells set aside are here too, with x = 0 and weight 0, so that they subtract their f(0, m) from the
     * closed form.
     */
    public SparseTensor training(Slab slab) {
        SparseTensor listed = kept(slab);
        return switch (zeros) {
            case NONE -> listed;
            case CLOSED_FORM -> Entries.join(listed, Entries.constant(aside(slab), 0, 0));
            case ALL_CELLS -> Entries.join(listed, AllCells.zeros(slab, Entries.join(listed, aside(slab))));
            case SAMPLED -> Entries.join(listed, sample(slab));
        };
    }

    /**
     * What the stochastic methods draw from: the listed entries of the slab's rows to fit to and, where unlisted entries are zeros,
     * the cells set aside with x = 0 and weight 0, so that they count as listed and add nothing.
     */
    public SparseTensor entries(Slab slab) {
        SparseTensor listed = kept(slab);
        return zeros == ZeroHandling.NONE ? listed : Entries.join(listed, Entries.constant(aside(slab), 0, 0));
    }

    /**
     * The cells of the slab's rows that are set aside, as {@link HeldCells}: listed ones with their weights, and drawn ones with x = 0 and
     * the weight of the unlisted cells that each counts for.
     */
    public SparseTensor holdout(Slab slab) {
        return HeldCells.of(asideListed(slab), Entries.constant(heldZeros(slab), 0, drawnWeight));
    }

    /** Both kinds, without a mark; values and weights do not matter. */
    private SparseTensor aside(Slab slab) {
        return Entries.join(asideListed(slab), heldZeros(slab));
    }

    private SparseTensor asideListed(Slab slab) {
        return Entries.select(slab.listed(), new Holdout(seed, share).setAside(slab.listed()), true);
    }

    /** The listed entries of the slab that are not set aside: those that the penalty by count counts. */
    public SparseTensor kept(Slab slab) {
        return Entries.select(slab.listed(), new Holdout(seed, share).setAside(slab.listed()), false);
    }

    /** The zeros of the slab that are set aside; values are the times of their draws. */
    private SparseTensor heldZeros(Slab slab) {
        return Draws.unlisted(slab, seed, Purpose.HOLDOUT_ZEROS, heldUntil);
    }

    /** The zeros of the slab in the sample, with their weights. */
    SparseTensor sample(Slab slab) {
        SparseTensor taken = Entries.join(slab.listed(), Entries.constant(heldZeros(slab), 0, 0));
        return ZeroSample.draw(new Slab(taken, slab.firstRow(), slab.endRow()), seed, zeroWeight);
    }
}
