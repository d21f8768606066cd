package org.polyad.solver;

import java.util.Arrays;
import org.polyad.sampling.Entries;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Cells that are set aside, each with a mark that says whether it was listed or drawn from the unlisted ones: a listed zero looks
 * like a drawn one in all else. They are entries of a tensor with one more mode, the last and of size 2, where a listed cell has
 * the subscript 0 and a drawn one 1. So the mark goes wherever the cell goes.
 */
public final class HeldCells {
    private HeldCells() {}

    /** The shape of held-out cells of a tensor of this shape. */
    public static Shape shape(Shape tensor) {
        int[] sizes = Arrays.copyOf(tensor.sizes(), tensor.order() + 1);
        sizes[tensor.order()] = 2;
        return Shape.of(sizes);
    }

    /** Both kinds with their marks. */
    static SparseTensor of(SparseTensor listed, SparseTensor drawn) {
        return Entries.join(marked(listed, 0), marked(drawn, 1));
    }

    private static SparseTensor marked(SparseTensor cells, int mark) {
        int[][] subscripts = new int[cells.order() + 1][];
        for (int n = 0; n < cells.order(); n++) {
            subscripts[n] = cells.subscripts(n);
        }
        subscripts[cells.order()] = new int[cells.entries()];
        Arrays.fill(subscripts[cells.order()], mark);
        return new SparseTensor(shape(cells.shape()), subscripts, cells.values(), cells.weights());
    }

    /** The same cells without their marks, as cells of the tensor. */
    public static SparseTensor unmarked(SparseTensor held) {
        int[][] subscripts = new int[held.order() - 1][];
        Arrays.setAll(subscripts, held::subscripts);
        Shape tensor = Shape.of(Arrays.copyOf(held.shape().sizes(), subscripts.length));
        return new SparseTensor(tensor, subscripts, held.values(), held.weights());
    }

    /** Whether a cell of a view was drawn. */
    static boolean drawn(ModeView view, int entry) {
        int[][] subscripts = view.subscripts();
        return subscripts[subscripts.length - 1][entry] == 1;
    }
}
