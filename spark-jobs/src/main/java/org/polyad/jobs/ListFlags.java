package org.polyad.jobs;

import org.polyad.InvalidInputException;
import org.polyad.ranking.ListOptions;
import org.polyad.spark.ModelInfo;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recommendations to measure; a mixin of evaluate. */
final class ListFlags {
    private static final int TOP = 10;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = {
                "Measure the lists of the best K items for each user too: precision, recall, map, ndcg, hitRate;",
                "what is in --exclude is in no list; default: 10 where --metrics names one of these."
            })
    private Integer top;

    @Mixin
    private ListModes modes;

    @Option(
            names = "--in-context",
            description =
                    "A list for each user in each context of the entries; default: one, by the average over the other modes,"
                            + " as recommend has it.")
    private boolean inContext;

    @Option(
            names = "--relevant-from",
            paramLabel = "X",
            description = "An item is relevant to a user whose entry has that value or more; default: with any value.")
    private Double relevantFrom;

    @Option(
            names = "--negatives",
            defaultValue = "0",
            paramLabel = "N",
            description = {
                "Make lists of the relevant items and N others drawn at random, which is sooner but says less;",
                "0: of all items; default: ${DEFAULT-VALUE}."
            })
    private int negatives;

    /** Whether lists were asked for, by their length or another option. */
    boolean given() {
        return top != null || inContext || relevantFrom != null || negatives != 0;
    }

    /** @throws IllegalArgumentException for a value out of its range, or a mode that the model has not */
    ListOptions options(ModelInfo model, long seed) {
        if (top != null && top < 1) {
            throw new InvalidInputException("--top must be 1 or more, found " + top);
        }
        if (negatives < 0) {
            throw new InvalidInputException("--negatives must be 0 (all items) or more, found " + negatives);
        }
        double from = relevantFrom == null ? Double.NEGATIVE_INFINITY : relevantFrom;
        return ListOptions.of(modes.user(model), modes.item(model), top == null ? TOP : top)
                .inContext(inContext)
                .relevantFrom(from)
                .negatives(negatives, seed);
    }
}
