package org.polyad.random;

/**
 * Counter-based random numbers: each is a hash of (seed, purpose, a, b, c), so any of them can be had at any time, in any order
 * and on any machine. Allocates nothing.
 *
 * <p>Each word goes through the finalizer of SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators,
 * OOPSLA 2014; variant 13 of Stafford's mixers), which is a bijection of 64 bits.
 */
public final class Streams {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private Streams() {}

    /** The finalizer of SplitMix64. */
    public static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /** Where the numbers of a purpose begin: the state to which {@link #with} adds words. */
    public static long state(long seed, Purpose purpose) {
        return with(mix(seed + GOLDEN), purpose.code());
    }

    /** The state with one more word; a hash of all words so far, and as such 64 random bits. */
    public static long with(long state, long word) {
        return mix(state * GOLDEN + mix(word + GOLDEN));
    }

    /** 64 random bits. */
    public static long bits(long seed, Purpose purpose, long a, long b, long c) {
        return with(with(with(state(seed, purpose), a), b), c);
    }

    /** Uniform on [0, 1), a multiple of 2^-53. */
    public static double uniform(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** Uniform on [0, 1). */
    public static double uniform(long seed, Purpose purpose, long a, long b, long c) {
        return uniform(bits(seed, purpose, a, b, c));
    }

    /** Standard normal (Box and Muller); StrictMath, so that every machine draws the same. */
    public static double normal(long seed, Purpose purpose, long a, long b, long c) {
        long bits = bits(seed, purpose, a, b, c);
        // 1 - u lies in (0, 1].
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(bits)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(with(bits, 1)));
    }

    /** Uniform on 0..n-1, each as likely as the others to n 2^-63. */
    public static int below(long bits, int n) {
        // floor(b n / 2^63) for the upper 63 bits b: as a product of 128 bits, shifted.
        return (int) Math.multiplyHigh(bits >>> 1, (long) n << 1);
    }
}
