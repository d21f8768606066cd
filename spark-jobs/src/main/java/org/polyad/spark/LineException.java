package org.polyad.spark;

/** A line of a file that is none; the task that found it knows only the offset. */
final class LineException extends IllegalArgumentException {
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
