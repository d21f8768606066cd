package org.polyad.text;

/** Fields of csv and tsv. */
public final class TableText {
    private TableText() {}

    /** Quoted as RFC 4180 has it where it must be. */
    public static String field(String text, char separator) {
        boolean plain = text.indexOf(separator) < 0
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
