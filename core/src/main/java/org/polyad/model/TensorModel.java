package org.polyad.model;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * A fitted low-rank model of a tensor, whatever its format. Immutable: operations return new models. Modes and subscripts count from 0.
 */
public interface TensorModel extends Serializable {
    Format format();

    /** The parts in the format's order; their arrays are not copies. They include the weights of a format that has some. */
    FactorMatrix[] parts();

    /** The parts without the weights of a format that has some, as models are stored and shown; the arrays themselves. */
    default FactorMatrix[] factors() {
        return parts();
    }

    /** The parts with the weights spread evenly over them, as fits have them. */
    default FactorMatrix[] spread() {
        return parts();
    }

    Shape shape();

    /** m_i. @param subscript one a mode */
    double valueAt(int... subscript);

    /** m at many cells; a new object, since one serves one thread. */
    default Values values() {
        return format().values(parts());
    }

    /** ||M||, in closed form: no cell is visited. */
    double norm();

    /** The sum of m over all cells, in closed form. */
    double sum();

    /**
     * &lt;X, M&gt; = sum over the listed entries of x_i m_i, whatever their weights.
     *
     * @throws IllegalArgumentException when the shapes differ
     */
    double innerProduct(SparseTensor tensor);

    /**
     * &lt;M, N&gt; = sum over all cells of m_i n_i, in closed form.
     *
     * @throws IllegalArgumentException when the shapes or the formats differ
     */
    double innerProduct(TensorModel other);

    /** The fibre along a mode: m for each of its rows. @param subscript one a mode; the mode's own is not read */
    double[] along(int mode, int... subscript);

    /**
     * The model of order d - 1 with values sum_j weights[j] m(.., j, ..): a unit vector gives a slice, equal weights of 1 / I a mean.
     *
     * @throws IllegalArgumentException for another number of weights than the mode has rows, or a model of order 2
     */
    TensorModel contract(int mode, double[] weights);

    /** The same model in a unique form: equal tensors of full rank give equal numbers. */
    TensorModel canonical();

    /**
     * How alike two models of one shape are; 1 for the same. CP models: the congruence of matched components.
     *
     * @throws IllegalArgumentException when the shapes or the formats differ
     */
    double score(TensorModel other);

    /** Values of one model at many cells. Allocates nothing after its construction, except in {@link #of}; one a thread. */
    interface Values {
        /**
         * m of the cells {@code from .. to - 1}.
         *
         * @param subscripts by mode, of each cell (input); modes beyond the model's are not read
         * @param m of cell p at place p (output, overwritten)
         */
        void fill(int[][] subscripts, int from, int to, double[] m);

        /** m of all cells of a tensor. */
        default double[] of(SparseTensor cells) {
            int[][] subscripts = new int[cells.order()][];
            Arrays.setAll(subscripts, cells::subscripts);
            double[] m = new double[cells.entries()];
            fill(subscripts, 0, m.length, m);
            return m;
        }
    }
}
