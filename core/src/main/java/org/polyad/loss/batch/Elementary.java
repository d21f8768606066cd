package org.polyad.loss.batch;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Logarithms and exponentials of whole arrays, and of single numbers to the same bits. They are made of basic operations alone, so
 * that interpreted code, compiled code and vectors agree (all machines that fuse multiplication and addition, too); the error is below one unit in the last place.
 *
 * <p>Source: the reductions and coefficients of fdlibm (e_log.c, e_exp.c), Sun Microsystems 1993. Numbers outside the range of the
 * reduction (0, subnormal, beyond the exponential's range, not finite) are left to StrictMath.
 */
public final class Elementary {
    /** Above sqrt(1/2) so that a mantissa lies between it and twice it: log x = k log 2 + log(1 + f), f small. */
    static final long MANTISSA = 0x3fe6a09e00000000L;

    /** Makes the exponent field the biased k. */
    static final long SHIFT = 0x3ff0000000000000L - MANTISSA;

    static final long FRACTION = 0x000fffffffffffffL;

    /** The bits of 2^52: below it, a whole number is its own bits. */
    static final long WHOLE = 0x4330000000000000L;

    static final double WHOLE_BIAS = 0x1p52 + 1023;
    static final double LN2_HIGH = 6.93147180369123816490e-01;
    static final double LN2_LOW = 1.90821492927058770002e-10;
    static final double L1 = 6.666666666666735130e-01;
    static final double L2 = 3.999999999940941908e-01;
    static final double L3 = 2.857142874366239149e-01;
    static final double L4 = 2.222219843214978396e-01;
    static final double L5 = 1.818357216161805012e-01;
    static final double L6 = 1.531383769920937332e-01;
    static final double L7 = 1.479819860511658591e-01;

    /** Within it neither the exponential nor its reciprocal is subnormal. */
    static final double EXP_RANGE = 708;

    static final double INVERSE_LN2 = 1.44269504088896338700e+00;
    /** Added to a small number it leaves the nearest whole one in the low bits. */
    static final double ROUND = 0x1.8p52;

    static final double P1 = 1.66666666666666019037e-01;
    static final double P2 = -2.77777777770155933842e-03;
    static final double P3 = 6.61375632143793436117e-05;
    static final double P4 = -1.65339022054652515390e-06;
    static final double P5 = 4.13813679705723846039e-08;

    private static final boolean VECTORS = vectors();

    /** On a machine that cannot fuse, {@link Math#fma} is a thousand times as slow as the two operations. */
    private static final boolean FUSES = fuses();

    private Elementary() {}

    private static boolean vectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                && !Boolean.getBoolean("polyad.plain-kernels")
                && VectorElementary.suitable();
    }

    private static boolean fuses() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return machine == null
                || Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
    }

    private static double fma(double a, double b, double c) {
        return FUSES ? Math.fma(a, b, c) : a * b + c;
    }

    /** log x. */
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return StrictMath.log(x);
        }
        long bits = Double.doubleToRawLongBits(x) + SHIFT;
        double k = Double.longBitsToDouble((bits >>> 52) | WHOLE) - WHOLE_BIAS;
        double f = Double.longBitsToDouble((bits & FRACTION) + MANTISSA) - 1;
        double s = f / (f + 2);
        double z = s * s;
        double half = 0.5 * f * f;
        double r = fma(z, fma(z, fma(z, L7, L6), L5), L4);
        r = z * fma(z, fma(z, fma(z, r, L3), L2), L1);
        return k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
    }

    /** e^x. */
    public static double exp(double x) {
        if (!(Math.abs(x) <= EXP_RANGE)) {
            return StrictMath.exp(x);
        }
        double rounded = x * INVERSE_LN2 + ROUND;
        double k = rounded - ROUND;
        double high = x - k * LN2_HIGH;
        double low = k * LN2_LOW;
        double r = high - low;
        double t = r * r;
        double p = fma(t, fma(t, fma(t, fma(t, P5, P4), P3), P2), P1);
        double c = r - t * p;
        double y = 1 - ((low - (r * c) / (2 - c)) - high);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(y) + (Double.doubleToRawLongBits(rounded) << 52));
    }

    /** log(1 + e) for e &gt;= 0: the logarithm of the rounded sum, and what the rounding took. */
    public static double log1p(double e) {
        double u = 1 + e;
        if (!(u <= Double.MAX_VALUE)) {
            return StrictMath.log1p(e);
        }
        return log(u) + (e - (u - 1)) / u;
    }

    /** to[i] = log x[i] for i &lt; n. @param to may be x */
    public static void log(int n, double[] x, double[] to) {
        int done = VECTORS ? VectorElementary.log(n, x, to) : 0;
        for (int i = done; i < n; i++) {
            to[i] = log(x[i]);
        }
    }

    /** to[i] = e^x[i] for i &lt; n. @param to may be x */
    public static void exp(int n, double[] x, double[] to) {
        int done = VECTORS ? VectorElementary.exp(n, x, to) : 0;
        for (int i = done; i < n; i++) {
            to[i] = exp(x[i]);
        }
    }

    /** to[i] = log(1 + e[i]) for i &lt; n and e[i] &gt;= 0. @param to may be e */
    public static void log1p(int n, double[] e, double[] to) {
        int done = VECTORS ? VectorElementary.log1p(n, e, to) : 0;
        for (int i = done; i < n; i++) {
            to[i] = log1p(e[i]);
        }
    }
}
