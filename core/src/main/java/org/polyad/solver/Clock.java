package org.polyad.solver;

/** Seconds of fitting, those before an interruption included. */
final class Clock {
    private final double before;
    private final long began = System.nanoTime();

    Clock(double before) {
        this.before = before;
    }

    double seconds() {
        return before + (System.nanoTime() - began) * 1e-9;
    }
}
