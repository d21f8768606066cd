package org.polyad.input.source;

import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.text.UserText;

/** How csv is written; names and meanings are those of the options of {@code fit}. Null: not given. */
public class CsvOptions {
    /** A delimiter for which any run of blanks and tabs counts. */
    public static final String BLANKS = "blanks";

    public String delimiter;

    public List<String> na;

    public Integer skipLines;

    public String comment;

    public String encoding;

    public boolean noHeader;

    /** Whether any of them was given. */
    public boolean given() {
        return delimiter != null || na != null || skipLines != null || comment != null || encoding != null || noHeader;
    }

    public void copy(CsvOptions from) {
        delimiter = from.delimiter;
        na = from.na;
        skipLines = from.skipLines;
        comment = from.comment;
        encoding = from.encoding;
        noHeader = from.noHeader;
    }

    /** Checks what can be checked before anything is read. */
    public void check() {
        if (delimiter != null && delimiter.length() != 1 && !delimiter.equals(BLANKS)) {
            throw new InvalidInputException(
                    "--delimiter must be one character, or blanks, found " + UserText.quoted(delimiter));
        }
        if (comment != null && comment.length() != 1) {
            throw new InvalidInputException("--comment must be one character, found " + UserText.quoted(comment));
        }
        if (skipLines != null && skipLines < 0) {
            throw new InvalidInputException("--skip-lines must be 0 or more, found " + skipLines);
        }
        if (encoding != null) {
            TextEncoding.of(encoding);
        }
    }
}
