package org.polyad.jobs;

/** What the process tells its caller. */
final class ExitCodes {
    /** Done, the result is whole. */
    static final int DONE = 0;

    /** A bug in Polyad: the stack trace is on standard error. */
    static final int BUG = 1;

    /** The input or an option is wrong: one line on standard error says what. */
    static final int WRONG_INPUT = 2;

    /** It ran but did not finish, or its result could not be written: time limit, memory, lost executors, a full disk. */
    static final int UNFINISHED = 3;

    /** Who reads the result has closed the pipe, as {@code head} does; said quietly, by the number that other programs end with. */
    static final int CLOSED_PIPE = 141;

    private ExitCodes() {}
}
