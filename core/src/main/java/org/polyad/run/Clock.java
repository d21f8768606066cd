package org.polyad.run;

/** Seconds of fitting, those before an interruption included. */
public final class Clock {
    private final double before;
    private final long began = System.nanoTime();

    public Clock(double before) {
        this.before = before;
    }

    public double seconds() {
        return before + (System.nanoTime() - began) * 1e-9;
    }
}
