package org.polyad.text;

/** The course of a number in a few characters, the last values that it had: ▇▄▂▂▁▁. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final double[] last;
    private int count;

    /** @param width characters */
    public Sparkline(int width) {
        last = new double[width];
    }

    public void add(double value) {
        last[count++ % last.length] = value;
    }

    /** The lowest of the values shown is the lowest bar, the highest the highest; what is no number is a blank. */
    @Override
    public String toString() {
        int shown = Math.min(count, last.length);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < shown; k++) {
            low = Double.isFinite(last[k]) ? Math.min(low, last[k]) : low;
            high = Double.isFinite(last[k]) ? Math.max(high, last[k]) : high;
        }
        StringBuilder line = new StringBuilder();
        for (int k = count - shown; k < count; k++) {
            double value = last[k % last.length];
            double height = high > low ? (value - low) / (high - low) : 0;
            line.append(Double.isFinite(value) ? BARS.charAt((int) Math.round(height * (BARS.length() - 1))) : ' ');
        }
        return line.toString();
    }
}
