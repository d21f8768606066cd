package org.polyad.sampling;

import java.io.Serializable;
import java.util.List;
import org.polyad.tensor.Shape;

/** A tensor's listed entries in slabs that together have every row of mode 0 once, empty rows too, wherever they are kept. */
public interface Slabs {
    Shape shape();

    /** Applies the task to every slab; results in order of rows. */
    <T> List<T> map(Task<T> task);

    /** Work on a slab. The task and its result are final classes over plain fields, since both may be sent to other machines. */
    interface Task<T> extends Serializable {
        T apply(Slab slab);
    }
}
