package org.polyad.tensor;

import java.io.IOException;
import java.io.InputStream;
import org.polyad.InvalidInputException;

/** The words of a text, one after the other, with the line each stands in. */
final class Words {
    private final TextBytes lines;
    private final String name;
    private int at;
    private int end;
    private boolean ended;

    Words(InputStream in, String name) {
        this.lines = new TextBytes(in);
        this.name = name;
    }

    /** @throws IllegalArgumentException when the next word is another */
    void expect(String word) throws IOException {
        require("'" + word + "'");
        if (!lengthAndText(word)) {
            throw wrong("expected '" + word + "', found " + found());
        }
        at = end;
    }

    private boolean lengthAndText(String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int k = 0; k < word.length(); k++) {
            if (lines.bytes()[at + k] != word.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /** The next word as a whole number from {@code least} to {@code most}. */
    int whole(String what, int least, int most) throws IOException {
        require(what);
        long number = Decimals.whole(lines.bytes(), at, end, most);
        if (number == -2 || number < least) {
            String must = least == most ? "must be " + least : "must be a whole number from " + least + " to " + most;
            throw wrong(what + " " + must + ", found " + found());
        }
        at = end;
        return (int) number;
    }

    /** The next word as a finite number, the {@code k}th of {@code count}. */
    double number(String what, int k, int count) throws IOException {
        if (!next()) {
            throw wrong(what + " needs " + count + " numbers, but the file ends after " + k);
        }
        double number = Decimals.parse(lines.bytes(), at, end);
        if (!Double.isFinite(number)) {
            throw wrong("number " + (k + 1) + " of the " + count + " of " + what + " must be finite, found " + found());
        }
        at = end;
        return number;
    }

    /** Whether the next word is this one; it is not taken. */
    boolean isNext(String word) throws IOException {
        return next() && lengthAndText(word);
    }

    /** Whether the next word is a whole number from {@code least}; it is not taken. */
    boolean isNextWhole(int least) throws IOException {
        return next() && Decimals.whole(lines.bytes(), at, end, Integer.MAX_VALUE) >= least;
    }

    /** How many finite numbers come next in one line; they are not taken. */
    int numbersInLine() throws IOException {
        int numbers = 0;
        boolean more = next();
        int begin = at;
        while (more && Double.isFinite(Decimals.parse(lines.bytes(), at, end))) {
            numbers++;
            at = end;
            more = !blankUpToLineEnd() && next();
        }
        at = begin;
        return numbers;
    }

    private boolean blankUpToLineEnd() {
        int next = at;
        while (next < lines.to() && TextBytes.blank(lines.bytes()[next])) {
            next++;
        }
        return next == lines.to();
    }

    void expectEnd() throws IOException {
        if (next()) {
            throw wrong("expected the end, found " + found());
        }
    }

    private void require(String what) throws IOException {
        if (!next()) {
            throw wrong("expected " + what + ", but the file ends here");
        }
    }

    /** Finds the next word: [at, end) of the line. */
    private boolean next() throws IOException {
        while (!ended) {
            while (at < lines.to() && TextBytes.blank(lines.bytes()[at])) {
                at++;
            }
            if (at < lines.to()) {
                end = at;
                while (end < lines.to() && !TextBytes.blank(lines.bytes()[end])) {
                    end++;
                }
                return true;
            }
            ended = !nextLine();
            at = TextBytes.afterMark(lines.bytes(), lines.from(), lines.to());
        }
        return false;
    }

    private boolean nextLine() throws IOException {
        try {
            return lines.next();
        } catch (InvalidInputException e) {
            throw wrong(e.getMessage());
        }
    }

    private String found() {
        return TextBytes.quoted(lines.bytes(), at, end);
    }

    InvalidInputException wrong(String what) {
        return new InvalidInputException(name + ":" + Math.max(1, lines.line()) + ": " + what);
    }
}
