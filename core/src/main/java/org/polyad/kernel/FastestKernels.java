package org.polyad.kernel;

/** Chooses once: the Vector API where its module is in the JVM, the plain loops elsewhere. */
final class FastestKernels {
    static final Kernels INSTANCE = choose();

    private FastestKernels() {}

    private static Kernels choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                || Boolean.getBoolean("polyad.plain-kernels")) {
            return Kernels.plain();
        }
        return VectorKernels.suitable() ? new VectorKernels() : Kernels.plain();
    }
}
