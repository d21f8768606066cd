package org.polyad.tensor.text;

import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers from bytes, to the nearest double. The common ones (up to 2^53 in the digits and a power of ten up to 22, where
 * both are exact and so one operation rounds once) cost no object.
 */
public final class Decimals {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;

    private Decimals() {}

    /**
     * The number in {@code bytes[from, to)}: sign, digits, point, exponent as in {@code -1.5e-3}.
     *
     * @return NaN for anything else, {@code nan} included; an infinity where the number is beyond a double
     */
    public static double parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        long digits = 0;
        int scale = 0;
        int seen = 0;
        boolean point = false;
        for (; at < to; at++) {
            int c = bytes[at];
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                seen++;
                // Beyond 2^53 the digits only have to stay there: the slow path reads them again.
                digits = digits > EXACT ? digits : digits * 10 + (c - '0');
                scale -= point ? 1 : 0;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        int exponent = at == to ? 0 : exponent(bytes, at, to);
        if (exponent == Integer.MIN_VALUE) {
            return Double.NaN;
        }
        int power = scale + exponent;
        if (digits > EXACT || power < -22 || power > 22) {
            return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        }
        double magnitude = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        return negative ? -magnitude : magnitude;
    }

    /** The exponent that begins at {@code at}, or the least int when there is something else. */
    private static int exponent(byte[] bytes, int at, int to) {
        if ((bytes[at] | 0x20) != 'e') {
            return Integer.MIN_VALUE;
        }
        at++;
        boolean negative = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        if (at == to) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(100_000, exponent * 10 + (bytes[at] - '0'));
        }
        return negative ? -exponent : exponent;
    }

    /** The whole number in {@code bytes[from, to)}, at most {@code limit}; -1 when it is no number of digits, -2 beyond the limit. */
    public static long whole(byte[] bytes, int from, int to, long limit) {
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > limit ? number : number * 10 + digit;
        }
        return from == to ? -1 : number > limit ? -2 : number;
    }
}
