package org.polyad.sampling;

import org.polyad.InvalidInputException;
import org.polyad.parallel.Threads;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.SparseTensor;

/**
 * A tensor drawn from a known model. Every random number is a function of the specification and of what it is for, so any number of
 * threads makes the same tensor.
 */
public final class Planted {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final Ktensor truth;
    private final SparseTensor tensor;

    private Planted(Ktensor truth, SparseTensor tensor) {
        this.truth = truth;
        this.tensor = tensor;
    }

    /**
     * Draws a tensor; 5 million draws take seconds.
     *
     * @throws IllegalArgumentException when one machine cannot hold so many draws
     */
    public static Planted draw(PlantedSpec spec, int threads) {
        if (spec.draws() > MOST) {
            throw new InvalidInputException(
                    "nnz must lie in 1.." + MOST + " in the threads of one process, found " + spec.draws());
        }
        try (Threads all = Threads.of(threads)) {
            return all.in(() -> {
                PlantedPlan plan = PlantedPlan.of(spec);
                return new Planted(plan.truth(), plan.entries(cells(plan)));
            });
        }
    }

    private static long[] cells(PlantedPlan plan) {
        if (plan.choosesCells()) {
            return new ChosenCells(plan).draw();
        }
        long[] cells = new long[(int) plan.draws()];
        Threads.current().ranges(cells.length, (from, to) -> plan.cells(from, cells, from, to));
        Threads.current().sort(cells);
        return cells;
    }

    /** The model that the values were drawn from, on the scale of the parameter m. */
    public Ktensor truth() {
        return truth;
    }

    public SparseTensor tensor() {
        return tensor;
    }
}
