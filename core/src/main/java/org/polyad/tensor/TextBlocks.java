package org.polyad.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream cut into blocks of whole lines, so that threads can share its parsing. */
final class TextBlocks {
    static final int SIZE = 1 << 20;

    private final InputStream in;
    private byte[] rest = {};
    private IOException failure;
    private boolean ended;

    TextBlocks(InputStream in) {
        this.in = in;
    }

    /**
     * The next block, of about 1 MiB: more where a line is longer, up to the longest that {@link TextBytes} takes, and less at the end
     * of the stream.
     *
     * @return null at the end
     * @throws IOException once all whole lines before the failure were given
     */
    byte[] next() throws IOException {
        byte[] block = Arrays.copyOf(rest, Math.max(SIZE, 2 * rest.length));
        int filled = rest.length;
        int end = 0;
        while (end == 0 && !ended && filled < TextBytes.LONGEST) {
            block = filled < block.length ? block : Arrays.copyOf(block, 2 * filled);
            filled = fill(block, filled);
            end = afterLastLine(block, filled, ended);
        }
        if (failure == null && (ended || end == 0)) {
            end = filled;
        }
        rest = Arrays.copyOfRange(block, end, filled);
        if (end == 0 && failure != null) {
            throw failure;
        }
        return end == 0 ? null : Arrays.copyOf(block, end);
    }

    /** Reads on to the block's end or the stream's; how much of the block is filled then. */
    private int fill(byte[] block, int from) {
        int filled = from;
        try {
            while (filled < block.length && !ended) {
                int read = in.read(block, filled, block.length - filled);
                ended = read < 0;
                filled += Math.max(0, read);
            }
        } catch (IOException e) {
            failure = e;
            ended = true;
        }
        return filled;
    }

    /** @param ended false: a CR at the end may be the first half of a line's end */
    private static int afterLastLine(byte[] block, int filled, boolean ended) {
        int at = filled > 0 && block[filled - 1] == '\r' && !ended ? filled - 1 : filled;
        while (at > 0 && block[at - 1] != '\n' && block[at - 1] != '\r') {
            at--;
        }
        return at;
    }
}
