package org.polyad.sampling;

import java.io.Serializable;
import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.tensor.Shape;

/**
 * What to plant.
 *
 * @param draws events for count; listed entries for the rest (about as many for binary)
 * @param loss null, or the loss whose distribution values at random cells come from, in place of the kind
 * @param skew the Zipf exponent of how popular the rows of a mode are, 0: all alike
 * @param noise standard deviation of the noise, relative to the model's size (real, and the losses), in steps of one star (rating)
 */
public record PlantedSpec(
        Shape shape, int rank, long draws, PlantedKind kind, Loss loss, double skew, double noise, long seed)
        implements Serializable {
    private static final long MOST = 1L << 50;

    public PlantedSpec {
        require(rank >= 1, "rank must be 1 or more, found " + rank);
        require(draws >= 1 && draws <= MOST, "nnz must lie in 1.." + MOST + ", found " + draws);
        require(skew >= 0 && skew < 100, "skew must be 0 or more, found " + skew);
        require(noise >= 0 && noise < Double.POSITIVE_INFINITY, "noise must be 0 or more, found " + noise);
        require(shape.cells() < 0x1p62, "a planted tensor needs fewer than 2^62 cells, but has " + shape);
        require(
                loss != null || kind != PlantedKind.BINARY || draws <= Integer.MAX_VALUE - 8,
                "nnz of a binary tensor must lie in 1.." + (Integer.MAX_VALUE - 8) + ", found " + draws);
        boolean distinct = loss != null || kind != PlantedKind.COUNT;
        // Half the ones is as dense as a random link tensor gets before its large odds all say the same.
        double most = loss == null && kind == PlantedKind.BINARY ? shape.cells() / 2 : shape.cells();
        require(
                !distinct || draws <= most,
                "nnz must be " + (long) most + " or less in a tensor of " + shape + ", found " + draws);
    }

    /** The loss under which the planted model is the right one. */
    public Loss fittingLoss() {
        if (loss != null) {
            return loss;
        }
        return switch (kind) {
            case COUNT -> Losses.poisson();
            case BINARY -> Losses.bernoulliOdds();
            default -> Losses.gaussian();
        };
    }

    /** Whether cells that are not listed are observed zeros. */
    public boolean unlistedZeros() {
        return loss == null && kind.unlistedZeros();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new InvalidInputException(message);
        }
    }
}
