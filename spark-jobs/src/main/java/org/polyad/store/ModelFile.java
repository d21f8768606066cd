package org.polyad.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.files.Paths;
import org.polyad.files.Replaceable;

/** The file {@code model.json} of a folder, which makes the folder a model of any kind. */
final class ModelFile {
    static final String NAME = Replaceable.MODEL.marker();

    static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static final long LONGEST = 1L << 28;

    private ModelFile() {}

    /** Makes something of what the file says. */
    @FunctionalInterface
    interface Parser<T> {
        /** @throws InvalidInputException for what is missing or wrong, without the file's name */
        T parse(JsonKeys json) throws IOException;
    }

    static void write(FileSystem files, Path folder, ObjectNode json) throws IOException {
        try (OutputStream out = files.create(new Path(folder, NAME), false)) {
            out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            out.write('\n');
        }
    }

    /** @throws InvalidInputException naming the folder or file, when there is no model or the file is damaged */
    static <T> T read(FileSystem files, Path folder, Parser<T> parser) throws IOException {
        check(files, folder);
        Path file = new Path(folder, NAME);
        if (files.getFileStatus(file).getLen() > LONGEST) {
            throw new InvalidInputException(Paths.shown(file) + " is longer than 256 MiB, which no model.json is");
        }
        try (InputStream in = files.open(file)) {
            return parser.parse(new JsonKeys(MAPPER.readTree(in)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidInputException(
                    Paths.shown(file) + ":" + line + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(Paths.shown(file) + ": " + e.getMessage(), e);
        }
    }

    private static void check(FileSystem files, Path folder) throws IOException {
        FileStatus status;
        try {
            status = files.getFileStatus(folder);
        } catch (FileNotFoundException e) {
            throw new InvalidInputException("no such model: " + Paths.shown(folder), e);
        }
        if (!status.isDirectory() || !files.exists(new Path(folder, NAME))) {
            throw new InvalidInputException(Paths.shown(folder) + " is no model: it has no " + NAME);
        }
    }
}
