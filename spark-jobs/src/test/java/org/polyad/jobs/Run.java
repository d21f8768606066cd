package org.polyad.jobs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.polyad.store.ModelStore;
import org.polyad.store.StoredModel;

/** One run of the command line, with what it said. */
public record Run(int code, String out, String err) {
    static Run polyad(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Polyad.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    public static Path store(StoredModel model, Path folder) throws Exception {
        ModelStore.write(model, new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration(), false);
        return folder;
    }

    static StoredModel read(Path folder) throws Exception {
        return ModelStore.read(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
    }
}
