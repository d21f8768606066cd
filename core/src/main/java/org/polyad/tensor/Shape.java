package org.polyad.tensor;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.InvalidInputException;

/** The mode sizes I_0, ..., I_{d-1} of a tensor of order d; modes are counted from 0 in code. Immutable. */
public final class Shape implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    /** @throws IllegalArgumentException for fewer than two modes, or a size below 1 */
    public static Shape of(int... sizes) {
        if (sizes.length < 2) {
            throw new InvalidInputException("a tensor needs order 2 or more, found " + sizes.length);
        }
        for (int n = 0; n < sizes.length; n++) {
            if (sizes[n] < 1) {
                throw new InvalidInputException("mode " + n + " needs a size of 1 or more, found " + sizes[n]);
            }
        }
        return new Shape(sizes.clone());
    }

    public int order() {
        return sizes.length;
    }

    public int size(int mode) {
        return sizes[mode];
    }

    public int[] sizes() {
        return sizes.clone();
    }

    /** The number of cells, prod I_n; a double, since it passes 2^63 for big tensors. */
    public double cells() {
        double product = 1;
        for (int size : sizes) {
            product *= size;
        }
        return product;
    }

    /** Whether every subscript lies inside: 0 <= i_n < I_n. */
    public boolean contains(int... subscript) {
        if (subscript.length != sizes.length) {
            return false;
        }
        for (int n = 0; n < sizes.length; n++) {
            if (subscript[n] < 0 || subscript[n] >= sizes[n]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** For people: {@code 3 x 105 x 16 x 365}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < sizes.length; n++) {
            text.append(n == 0 ? "" : " x ").append(sizes[n]);
        }
        return text.toString();
    }
}
