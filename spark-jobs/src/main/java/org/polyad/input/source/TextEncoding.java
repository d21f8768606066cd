package org.polyad.input.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.polyad.InvalidInputException;
import org.polyad.text.UserText;

/** Encodings of text by the names that users write. */
public final class TextEncoding {
    private TextEncoding() {}

    /** @throws InvalidInputException for a name that Java does not know */
    public static Charset of(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidInputException(
                    "--encoding must be a name like UTF-8, UTF-16, ISO-8859-1 or windows-1252, found "
                            + UserText.quoted(name),
                    e);
        }
    }
}
