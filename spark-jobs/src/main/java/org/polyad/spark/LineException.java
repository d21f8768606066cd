package org.polyad.spark;

import org.polyad.InvalidInputException;

/** A line of a file that is none; the task that found it knows only the offset. */
final class LineException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final String file;

    LineException(String file, long offset, String message, Throwable cause) {
        super(file + ", at byte " + offset + ": " + message, cause);
        this.file = file;
    }

    String file() {
        return file;
    }
}
