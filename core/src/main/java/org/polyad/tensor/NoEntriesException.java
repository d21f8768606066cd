package org.polyad.tensor;

import org.polyad.InvalidInputException;

/** There is no entry at all; whoever knows where they were to come from can say so. */
public final class NoEntriesException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    public NoEntriesException() {
        super("a tensor needs at least one entry, found none");
    }
}
