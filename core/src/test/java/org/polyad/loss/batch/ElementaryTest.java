package org.polyad.loss.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against StrictMath, and batches against single numbers to the bit. Seed 1. */
class ElementaryTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        2,
        0.5,
        4.9e-324,
        2.3e-308,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        708,
        708.1,
        709.7,
        710,
        -708,
        -708.1,
        -745,
        -746,
        1e-300,
        0.9999999999999999
    };

    private interface Batch {
        void apply(int n, double[] x, double[] to);
    }

    private static double[] numbers(double from, double to) {
        double[] random = new Random(1).doubles(100_000, from, to).toArray();
        System.arraycopy(SPECIAL, 0, random, 50, SPECIAL.length);
        return random;
    }

    private static void check(double[] x, DoubleUnaryOperator oracle, DoubleUnaryOperator one, Batch batch) {
        double[] all = new double[x.length];
        batch.apply(x.length - 1, x, all);
        for (int i = 0; i < x.length; i++) {
            double expected = oracle.applyAsDouble(x[i]);
            double found = one.applyAsDouble(x[i]);
            if (Double.isFinite(expected)) {
                assertThat(Math.abs(found - expected)).as("at %s", x[i]).isLessThanOrEqualTo(1.5 * Math.ulp(expected));
            } else {
                assertThat(Double.valueOf(found)).as("at %s", x[i]).isEqualTo(Double.valueOf(expected));
            }
            double batched = i < x.length - 1 ? all[i] : all[i] + found;
            assertThat(Double.doubleToLongBits(batched))
                    .as("batch at %s", x[i])
                    .isEqualTo(Double.doubleToLongBits(found));
        }
        double[] inPlace = x.clone();
        batch.apply(x.length - 1, inPlace, inPlace);
        inPlace[x.length - 1] = 0;
        assertThat(inPlace).isEqualTo(all);
    }

    @Test
    void logarithms() {
        check(numbers(0, 3), StrictMath::log, Elementary::log, Elementary::log);
        double[] wide = numbers(-690, 690);
        for (int i = 100; i < wide.length; i++) {
            wide[i] = StrictMath.exp(wide[i]);
        }
        check(wide, StrictMath::log, Elementary::log, Elementary::log);
    }

    @Test
    void exponentials() {
        check(numbers(-1, 1), StrictMath::exp, Elementary::exp, Elementary::exp);
        check(numbers(-720, 720), StrictMath::exp, Elementary::exp, Elementary::exp);
    }

    @Test
    void logarithms_of_one_and_a_little() {
        double[] x = numbers(-40, 40);
        for (int i = 0; i < x.length; i++) {
            x[i] = i >= 50 && i < 50 + SPECIAL.length ? Math.abs(x[i]) : StrictMath.exp(x[i]);
        }
        check(x, StrictMath::log1p, Elementary::log1p, Elementary::log1p);
    }
}
