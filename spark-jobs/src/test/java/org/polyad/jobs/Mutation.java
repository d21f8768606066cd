package org.polyad.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A few changes to a file's bytes, such as accidents and enemies make. */
final class Mutation {
    private static final String[] WORDS = {
        "NaN",
        "-1",
        "0",
        "1e400",
        "99999999999",
        "2147483647",
        "-9223372036854775808",
        "1e-400",
        "\"",
        ",",
        "\t",
        "\n",
        "#",
        "-",
        "é",
        "\0",
        "0x1p3",
        "1.5",
        " ",
        "\r",
        "Infinity",
        "../../",
        "{",
        "[",
        "}",
        "]",
        "null",
        ":",
        "=",
        "@",
        "$(ls)",
        "%s",
        "\uFEFF",
        "matrix"
    };

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    byte[] of(byte[] bytes) {
        byte[] changed = bytes;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            changed = once(changed);
        }
        return changed;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(Math.max(1, bytes.length));
        int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> join(bytes, at, new byte[0], end);
            case 2 -> join(bytes, at, word, at);
            case 3 -> join(bytes, at, word, end);
            case 4 -> join(bytes, end, Arrays.copyOfRange(bytes, Math.min(at, end), end), end);
            case 5 -> join(bytes, at, word, word(bytes, at));
            case 6 -> moved(bytes, at);
            default -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
        };
    }

    /** The end of the word that begins there. */
    private static int word(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && Character.isLetterOrDigit(bytes[end])) {
            end++;
        }
        return end;
    }

    /** A piece of the file in another place. */
    private byte[] moved(byte[] bytes, int at) {
        int from = random.nextInt(Math.max(1, bytes.length));
        return join(bytes, at, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 40)), at);
    }

    /** The bytes before {@code at}, those between, and the bytes from {@code end} on. */
    private static byte[] join(byte[] bytes, int at, byte[] between, int end) {
        int head = Math.min(at, bytes.length);
        byte[] joined = Arrays.copyOf(bytes, head + between.length + bytes.length - end);
        System.arraycopy(between, 0, joined, head, between.length);
        System.arraycopy(bytes, end, joined, head + between.length, bytes.length - end);
        return joined;
    }
}
