package org.polyad.tensor;

import java.io.Serializable;
import org.polyad.InvalidInputException;

/**
 * What stands in a line of a .tns file: subscripts, the value, and perhaps a weight.
 *
 * @param order how many subscripts; 0: as the first line has
 * @param indexBase what the first subscript of a mode is: 1, or 0
 * @param values whether values follow the subscripts
 * @param weight whether a weight follows the value
 * @param shape subscripts beyond it are refused; null: any that fit an int
 */
public record TnsFormat(int order, int indexBase, Values values, boolean weight, Shape shape) implements Serializable {
    /** Whether values follow the subscripts. */
    public enum Values {
        YES,
        NO,
        /** The first line says; needs a known order. A line without one has the value NaN. */
        EITHER
    }

    public TnsFormat {
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("the index base must be 0 or 1, found " + indexBase);
        }
        if (shape != null && order == 0) {
            order = shape.order();
        }
        if (shape != null && shape.order() != order) {
            throw new InvalidInputException("the shape " + shape + " has order " + shape.order() + ", not " + order);
        }
        if (order == 1 || order < 0) {
            throw new InvalidInputException("a tensor needs order 2 or more, found " + order);
        }
        if (weight && values != Values.YES) {
            throw new InvalidInputException("a weight stands after a value, and there are no values");
        }
        if (values != Values.YES && order == 0) {
            throw new InvalidInputException("lines without values need a known order");
        }
    }

    /** Subscripts from 1 and a value, any order. */
    public static TnsFormat standard() {
        return new TnsFormat(0, 1, Values.YES, false, null);
    }

    public TnsFormat withIndexBase(int base) {
        return new TnsFormat(order, base, values, weight, shape);
    }

    public TnsFormat withOrder(int modes) {
        return new TnsFormat(modes, indexBase, values, weight, shape);
    }

    public TnsFormat withShape(Shape sizes) {
        return new TnsFormat(sizes == null ? order : sizes.order(), indexBase, values, weight, sizes);
    }

    public TnsFormat withWeight(boolean last) {
        return new TnsFormat(order, indexBase, values, last, shape);
    }

    public TnsFormat withValues(Values following) {
        return new TnsFormat(order, indexBase, following, weight, shape);
    }
}
