package org.polyad.options;

import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.model.Format;
import org.polyad.model.cp.CpFormat;
import org.polyad.tensor.Shape;

/** The formats of models by name. A format is added by its package and one line here. */
public final class Formats {
    static final String CP = "cp";

    private static final Map<String, Maker> ALL = Map.of(CP, (shape, ranks) -> new CpFormat(shape, ranks[0]));

    private Formats() {}

    private interface Maker {
        Format format(Shape shape, int[] ranks);
    }

    /** The format of a model of a tensor of that shape. @throws IllegalArgumentException for an unknown name */
    public static Format of(ModelSpec model, Shape shape) {
        Maker maker = ALL.get(model.format());
        if (maker == null) {
            throw new InvalidInputException("the format of a model must be one of " + String.join(", ", ALL.keySet())
                    + ", found " + model.format());
        }
        return maker.format(shape, model.ranks());
    }
}
