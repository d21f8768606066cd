package org.polyad.kernel.vector;

import org.polyad.kernel.Kernels;

/** Chooses once: the widest vectors of the machine where the Vector API's module is in the JVM, the plain loops elsewhere. */
public final class FastestKernels {
    private static final Kernels CHOSEN = choose();

    private FastestKernels() {}

    /** The same in every call. */
    public static Kernels chosen() {
        return CHOSEN;
    }

    private static Kernels choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                || Boolean.getBoolean("polyad.plain-kernels")) {
            return PlainKernels.INSTANCE;
        }
        if (EightLanes.suitable()) {
            return new EightLanes();
        }
        return FourLanes.suitable() ? new FourLanes() : PlainKernels.INSTANCE;
    }
}
