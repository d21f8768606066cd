package org.polyad.kernel;

/** Chooses once: the widest vectors of the machine where the Vector API's module is in the JVM, the plain loops elsewhere. */
final class FastestKernels {
    static final Kernels INSTANCE = choose();

    private FastestKernels() {}

    private static Kernels choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                || Boolean.getBoolean("polyad.plain-kernels")) {
            return Kernels.plain();
        }
        if (EightLanes.suitable()) {
            return new EightLanes();
        }
        return FourLanes.suitable() ? new FourLanes() : Kernels.plain();
    }
}
