package org.polyad.moments;

import java.io.Serializable;
import java.util.Arrays;
import org.polyad.InvalidInputException;
import org.polyad.random.Purpose;
import org.polyad.random.Streams;

/** Some thousand samples of d numbers each: a dense matrix, row-major. */
public final class SampleBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Numbers that a block should have. */
    private static final int NUMBERS = 1 << 18;

    final double[] values;
    final double[] weights;
    final int features;

    private SampleBlock(double[] values, double[] weights, int features) {
        this.values = values;
        this.weights = weights;
        this.features = features;
    }

    public int samples() {
        return weights.length;
    }

    /** Numbers of each sample. */
    public int features() {
        return features;
    }

    /** Whether a sample belongs to the first of two halves that a seed makes; copies stay on one side. */
    boolean first(int sample, long seed) {
        long state = Streams.state(seed, Purpose.MOMENTS);
        for (int i = 0; i < features; i++) {
            state = Streams.with(state, Double.doubleToLongBits(values[sample * features + i]));
        }
        return state < 0;
    }

    /** Takes samples until it is {@link #full}. */
    public static final class Builder {
        private final int features;
        private double[] values;
        private double[] weights = new double[64];
        private int samples;

        /** @param features d, 1 or more */
        public Builder(int features) {
            this.features = features;
            this.values = new double[64 * features];
        }

        /**
         * Adds a sample; one with the weight 0 is left out.
         *
         * @throws InvalidInputException for numbers that are not finite, or a weight below 0
         */
        public void add(double[] sample, double weight) {
            if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
                throw new InvalidInputException("the weight of a sample must be 0 or more, found " + weight);
            }
            for (int i = 0; i < features; i++) {
                if (!(Math.abs(sample[i]) <= Double.MAX_VALUE)) {
                    throw new InvalidInputException("features must be finite, but feature " + i + " of a sample is "
                            + sample[i] + ": " + Arrays.toString(Arrays.copyOf(sample, Math.min(8, features))));
                }
            }
            if (weight == 0) {
                return;
            }
            if (samples == weights.length) {
                weights = Arrays.copyOf(weights, 2 * samples);
                values = Arrays.copyOf(values, 2 * samples * features);
            }
            weights[samples] = weight;
            System.arraycopy(sample, 0, values, samples++ * features, features);
        }

        public boolean full() {
            return (long) samples * features >= NUMBERS;
        }

        public boolean isEmpty() {
            return samples == 0;
        }

        /** The block; the builder is empty after. */
        public SampleBlock build() {
            SampleBlock block = new SampleBlock(
                    Arrays.copyOf(values, samples * features), Arrays.copyOf(weights, samples), features);
            samples = 0;
            return block;
        }
    }
}
