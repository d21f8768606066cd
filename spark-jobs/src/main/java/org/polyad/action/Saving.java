package org.polyad.action;

import org.polyad.InvalidInputException;

/**
 * How a fit's state is saved as it goes, and whether an earlier one is taken up.
 *
 * @param folder of the checkpoint; removed when the model is whole
 * @param every iterations between states; 0: never
 * @param resume go on from the state in the folder, if there is one, to the same model as without the break
 */
public record Saving(String folder, int every, boolean resume) {
    /** @throws InvalidInputException for a value out of its range */
    public Saving {
        if (every < 0) {
            throw new InvalidInputException("--checkpoint-every must be 0 or more, found " + every);
        }
    }

    /** The checkpoint beside a model: every ten iterations, in {@code MODEL.checkpoint}. */
    public static Saving beside(String model) {
        return new Saving(model.replaceFirst("/+$", "") + ".checkpoint", 10, false);
    }

    /** The same, but going on from what is there. */
    public Saving resumed() {
        return new Saving(folder, every, true);
    }
}
