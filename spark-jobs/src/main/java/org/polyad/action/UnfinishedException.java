package org.polyad.action;

/** A run that its machines ended: out of memory, lost executors, a full disk, a signal. The message says what is kept of it. */
public final class UnfinishedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfinishedException(String message, Throwable cause) {
        super(message, cause);
    }
}
