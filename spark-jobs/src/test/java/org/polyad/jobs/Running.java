package org.polyad.jobs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A command that was run in this process, and what it said. */
public record Running(int code, String out, String err) {
    public static Running of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        int code = Polyad.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Running(code, out.toString(), err.toString());
    }
}
