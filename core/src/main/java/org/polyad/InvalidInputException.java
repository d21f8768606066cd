package org.polyad;

/**
 * What a user gave is wrong: an option, a file, an entry, a model. The message is one sentence for that user: what was found, what was
 * expected, and where. Every check of ours throws it, and nothing else does, so that a caller can tell bad input from a bug:
 * an {@link IllegalArgumentException} of another class comes from a library that we called wrongly.
 */
public class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
