package org.polyad.loss.batch;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary}'s functions, four or eight numbers at a time, operation by operation as there and so to the same bits. Each returns how
 * many numbers it has done, a multiple of the lanes.
 */
final class VectorElementary {
    private static final boolean WIDE = DoubleVector.SPECIES_PREFERRED.length() >= 8;
    private static final VectorSpecies<Double> DOUBLES = WIDE ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_256;
    private static final VectorSpecies<Long> LONGS = WIDE ? LongVector.SPECIES_512 : LongVector.SPECIES_256;
    private static final int LANES = DOUBLES.length();

    private VectorElementary() {}

    /** Whether the machine has vectors of that width; on others each vector would be an object. */
    static boolean suitable() {
        return DoubleVector.SPECIES_PREFERRED.length() >= LANES;
    }

    static int log(int n, double[] x, double[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(DOUBLES, x, i);
            if (ordinary(u)) {
                log(u).intoArray(to, i);
            } else {
                for (int k = i; k < i + LANES; k++) {
                    to[k] = Elementary.log(x[k]);
                }
            }
        }
        return i;
    }

    static int log1p(int n, double[] e, double[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(DOUBLES, e, i);
            DoubleVector u = v.add(1);
            if (ordinary(u)) {
                log(u).add(v.sub(u.sub(1)).div(u)).intoArray(to, i);
            } else {
                for (int k = i; k < i + LANES; k++) {
                    to[k] = Elementary.log1p(e[k]);
                }
            }
        }
        return i;
    }

    static int exp(int n, double[] x, double[] to) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(DOUBLES, x, i);
            if (u.abs().compare(VectorOperators.LE, Elementary.EXP_RANGE).allTrue()) {
                exp(u).intoArray(to, i);
            } else {
                for (int k = i; k < i + LANES; k++) {
                    to[k] = Elementary.exp(x[k]);
                }
            }
        }
        return i;
    }

    private static boolean ordinary(DoubleVector u) {
        return u.compare(VectorOperators.GE, Double.MIN_NORMAL)
                .and(u.compare(VectorOperators.LE, Double.MAX_VALUE))
                .allTrue();
    }

    private static DoubleVector constant(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    private static LongVector bits(long value) {
        return LongVector.broadcast(LONGS, value);
    }

    private static DoubleVector log(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs().add(bits(Elementary.SHIFT));
        DoubleVector k = bits.lanewise(VectorOperators.LSHR, 52)
                .or(bits(Elementary.WHOLE))
                .reinterpretAsDoubles()
                .sub(constant(Elementary.WHOLE_BIAS));
        DoubleVector f = bits.and(bits(Elementary.FRACTION))
                .add(bits(Elementary.MANTISSA))
                .reinterpretAsDoubles()
                .sub(constant(1));
        DoubleVector s = f.div(f.add(constant(2)));
        DoubleVector z = s.mul(s);
        DoubleVector half = f.mul(constant(0.5)).mul(f);
        DoubleVector r = z.fma(constant(Elementary.L7), constant(Elementary.L6));
        r = z.fma(r, constant(Elementary.L5));
        r = z.fma(r, constant(Elementary.L4));
        r = z.fma(r, constant(Elementary.L3));
        r = z.fma(r, constant(Elementary.L2));
        r = z.mul(z.fma(r, constant(Elementary.L1)));
        DoubleVector low = s.mul(half.add(r)).add(k.mul(constant(Elementary.LN2_LOW)));
        return k.mul(constant(Elementary.LN2_HIGH)).sub(half.sub(low).sub(f));
    }

    private static DoubleVector exp(DoubleVector x) {
        DoubleVector rounded = x.mul(constant(Elementary.INVERSE_LN2)).add(constant(Elementary.ROUND));
        DoubleVector k = rounded.sub(constant(Elementary.ROUND));
        DoubleVector high = x.sub(k.mul(constant(Elementary.LN2_HIGH)));
        DoubleVector low = k.mul(constant(Elementary.LN2_LOW));
        DoubleVector r = high.sub(low);
        DoubleVector t = r.mul(r);
        DoubleVector p = t.fma(constant(Elementary.P5), constant(Elementary.P4));
        p = t.fma(p, constant(Elementary.P3));
        p = t.fma(p, constant(Elementary.P2));
        p = t.fma(p, constant(Elementary.P1));
        DoubleVector c = r.sub(t.mul(p));
        DoubleVector quotient = r.mul(c).div(constant(2).sub(c));
        DoubleVector y = constant(1).sub(low.sub(quotient).sub(high));
        return y.reinterpretAsLongs()
                .add(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
                .reinterpretAsDoubles();
    }
}
