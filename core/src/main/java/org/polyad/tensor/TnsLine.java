package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.InvalidInputException;

/**
 * Parses lines of a .tns file, one at a time into the same place, without making objects. Fields are separated by blanks or tabs; a
 * {@code #} begins a comment. Not for several threads.
 */
public final class TnsLine {
    /** The largest 0-based subscript: a mode's size has to be an array's length. */
    private static final int LARGEST = Integer.MAX_VALUE - 9;

    private final TnsFormat format;
    private int order;
    private boolean valued;
    private boolean started;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] subscript;
    private int[] sizes;
    private double value;
    private double weight;

    public TnsLine(TnsFormat format) {
        this.format = format;
        this.order = format.order();
        this.subscript = new int[order];
        this.valued = format.values() == TnsFormat.Values.YES;
    }

    /** One for another thread, that knows what this one knows from the first line. */
    TnsLine another() {
        TnsLine other = new TnsLine(format);
        other.order = order;
        other.valued = valued;
        other.started = started;
        other.subscript = new int[order];
        other.sizes = sizes;
        return other;
    }

    /** Whether a line was parsed, so that the order and the rest are known. */
    boolean started() {
        return started;
    }

    /**
     * Parses {@code bytes[from, to)}, without the line's end.
     *
     * @return false when there is nothing but blanks and comment
     * @throws IllegalArgumentException for a line that is none; the message is one sentence without the place
     */
    public boolean parse(byte[] bytes, int from, int to) {
        if (started && valued && !format.weight() && parsePlain(bytes, from, to)) {
            return true;
        }
        int fields = split(bytes, from, to);
        if (fields == 0) {
            return false;
        }
        int modes = order == 0 ? fields - 1 - (format.weight() ? 1 : 0) : order;
        boolean withValue = started || format.values() != TnsFormat.Values.EITHER ? valued : fields > modes;
        checkFields(fields, modes, withValue);
        int[] parsed = subscript.length == modes ? subscript : new int[modes];
        for (int n = 0; n < modes; n++) {
            parsed[n] = subscript(bytes, n);
        }
        double x = withValue ? number(bytes, modes, "a value") : Double.NaN;
        double w = format.weight() ? number(bytes, modes + 1, "a weight") : 1;
        if (w < 0) {
            throw new InvalidInputException(
                    "field " + (modes + 2) + ", a weight, must be 0 or more, found " + found(bytes, modes + 1));
        }
        if (!started) {
            sizes = new int[modes];
            Arrays.setAll(
                    sizes,
                    n -> format.shape() == null ? LARGEST : format.shape().size(n));
        }
        subscript = parsed;
        order = modes;
        valued = withValue;
        started = true;
        value = x;
        weight = w;
        return true;
    }

    /**
     * A line as most are: digits with one blank or tab between, and a number. False for any other, right or wrong, which then
     * takes the long way.
     */
    private boolean parsePlain(byte[] bytes, int from, int to) {
        int at = from;
        for (int n = 0; n < order; n++) {
            int begin = at;
            int number = 0;
            for (int digit; at < to && (digit = bytes[at] - '0') >= 0 && digit <= 9; at++) {
                number = number * 10 + digit;
            }
            number -= format.indexBase();
            boolean ended = at < to && (bytes[at] == ' ' || bytes[at] == '\t');
            if (!ended || at == begin || at - begin > 9 || number < 0 || number >= sizes[n]) {
                return false;
            }
            subscript[n] = number;
            at++;
        }
        value = Decimals.parse(bytes, at, to);
        weight = 1;
        return Double.isFinite(value);
    }

    private int split(byte[] bytes, int from, int to) {
        int fields = 0;
        int at = TextBytes.afterMark(bytes, from, to);
        while (true) {
            while (at < to && TextBytes.blank(bytes[at])) {
                at++;
            }
            if (at == to || bytes[at] == '#') {
                return fields;
            }
            if (fields == starts.length) {
                starts = Arrays.copyOf(starts, 2 * fields);
                ends = Arrays.copyOf(ends, 2 * fields);
            }
            starts[fields] = at;
            while (at < to && !TextBytes.blank(bytes[at]) && bytes[at] != '#') {
                at++;
            }
            ends[fields++] = at;
        }
    }

    private void checkFields(int fields, int modes, boolean withValue) {
        String tail = (withValue ? " and a value" : "") + (format.weight() ? " and a weight" : "");
        if (modes < 2) {
            throw new InvalidInputException("a line needs 2 subscripts or more" + tail + ", found " + fields
                    + (fields == 1 ? " field" : " fields"));
        }
        if (fields != modes + (withValue ? 1 : 0) + (format.weight() ? 1 : 0)) {
            throw new InvalidInputException("expected " + modes + " subscripts" + tail
                    + (format.order() == 0 ? " as in the first line" : "") + ", found " + fields
                    + (fields == 1 ? " field" : " fields"));
        }
    }

    private int subscript(byte[] bytes, int n) {
        int base = format.indexBase();
        int size = format.shape() == null ? LARGEST + 1 : format.shape().size(n);
        long index = Decimals.whole(bytes, starts[n], ends[n], size - 1L + base);
        if (index >= base) {
            return (int) index - base;
        }
        String must = index == -2
                ? (format.shape() == null
                        ? " must be at most " + (LARGEST + base)
                        : " must be at most " + (size - 1L + base) + ", the mode's size being " + size)
                : " must be a whole number of " + base + " or more";
        throw new InvalidInputException("field " + (n + 1) + ", a subscript," + must + ", found " + found(bytes, n));
    }

    private double number(byte[] bytes, int field, String what) {
        double number = Decimals.parse(bytes, starts[field], ends[field]);
        if (!Double.isFinite(number)) {
            throw new InvalidInputException(
                    "field " + (field + 1) + ", " + what + ", must be a finite number, found " + found(bytes, field));
        }
        return number;
    }

    private String found(byte[] bytes, int field) {
        return TextBytes.quoted(bytes, starts[field], ends[field]);
    }

    /** The number of subscripts; 0 as long as no line was parsed and the format does not say. */
    public int order() {
        return order;
    }

    /** 0-based; the same array for every line. */
    public int[] subscript() {
        return subscript;
    }

    /** NaN when the format has no values. */
    public double value() {
        return value;
    }

    public double weight() {
        return weight;
    }
}
