package org.polyad.tensor;

import java.util.Arrays;
import org.polyad.InvalidInputException;

/** An entry that cannot be taken. It names the subscript, so that whoever read the data can say which line it came from. */
public final class EntryException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final String before;
    private final int[] subscript;
    private final String after;

    /** The message is {@code before + "[i, j, k]" + after}; {@code subscript} is 0-based. */
    public EntryException(String before, int[] subscript, String after) {
        super(before + Arrays.toString(subscript) + after);
        this.before = before;
        this.subscript = subscript.clone();
        this.after = after;
    }

    /** 0-based. */
    public int[] subscript() {
        return subscript.clone();
    }

    /** The message with subscripts counted from {@code base}, as the user's file has them. */
    public String message(int base) {
        int[] shown = new int[subscript.length];
        Arrays.setAll(shown, n -> subscript[n] + base);
        return before + Arrays.toString(shown) + after;
    }
}
