package org.polyad.loss;

/** What an entry x may be under a loss. NaN and the infinities belong to no domain. */
public enum Domain {
    /** Any finite number. */
    REAL("a finite number") {
        @Override
        boolean containsFinite(double x) {
            return true;
        }
    },
    /** x &gt;= 0. */
    NONNEGATIVE("x >= 0") {
        @Override
        boolean containsFinite(double x) {
            return x >= 0;
        }
    },
    /** x &gt; 0. */
    POSITIVE("x > 0") {
        @Override
        boolean containsFinite(double x) {
            return x > 0;
        }
    },
    /** 0, 1, 2, ... */
    COUNT("a whole number x >= 0") {
        @Override
        boolean containsFinite(double x) {
            return x >= 0 && x == Math.rint(x);
        }
    },
    /** 0 or 1. */
    BINARY("0 or 1") {
        @Override
        boolean containsFinite(double x) {
            return x == 0 || x == 1;
        }
    };

    private final String text;

    Domain(String text) {
        this.text = text;
    }

    /** Whether x may be an entry; never for NaN and the infinities. */
    public boolean contains(double x) {
        return Double.isFinite(x) && containsFinite(x);
    }

    /** The words that end "loss poisson needs ...". */
    public String text() {
        return text;
    }

    abstract boolean containsFinite(double x);
}
