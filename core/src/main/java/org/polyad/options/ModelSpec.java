package org.polyad.options;

import java.io.Serializable;
import org.polyad.InvalidInputException;

/** Which model to fit: a format, and its ranks in the order in which users give them. */
public final class ModelSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The largest R whose square is the length of an array, some columns for biases left. */
    private static final int MOST_RANK = 46_300;

    private final String format;
    private final int[] ranks;

    private ModelSpec(String format, int... ranks) {
        this.format = format;
        this.ranks = ranks;
    }

    /** A CP model of R components. @throws IllegalArgumentException for a rank out of its range */
    public static ModelSpec cp(int rank) {
        if (rank < 1) {
            throw new InvalidInputException("rank must be 1 or more, found " + rank);
        }
        if (rank > MOST_RANK) {
            throw new InvalidInputException(
                    "rank must be " + MOST_RANK + " or less, for R x R numbers to fit one array, found " + rank);
        }
        return new ModelSpec(Formats.CP, rank);
    }

    /** The same format with other columns in each part, such as those of biases. */
    ModelSpec withRank(int rank) {
        return new ModelSpec(format, rank);
    }

    /** The format's name, one of {@link Formats}. */
    public String format() {
        return format;
    }

    /** The rank of a format that has one; the first of several. */
    public int rank() {
        return ranks[0];
    }

    public int[] ranks() {
        return ranks.clone();
    }
}
