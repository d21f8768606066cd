package org.polyad.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Inputs that can be read once: standard input, a named pipe, {@code <(...)}. An input is read several times, and perhaps by tasks,
 * so the bytes are copied to a temporary file, once for each name, which is removed when the command ends.
 */
final class Pipes {
    /** Standard input. */
    private static final String STANDARD = "-";

    private static final Map<String, Path> COPIES = new HashMap<>();

    private Pipes() {}

    /** Whether it is neither a file nor a folder, but there. */
    static boolean isPipe(String name) {
        if (name.equals(STANDARD)) {
            return true;
        }
        org.apache.hadoop.fs.Path path = name.isEmpty() ? null : HadoopPaths.of(name);
        if (path == null || !"file".equals(path.toUri().getScheme())) {
            return false;
        }
        Path file = Path.of(path.toUri().getPath());
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** The file with what the pipe gives or gave. */
    static synchronized org.apache.hadoop.fs.Path copy(String name) throws IOException {
        Path copy = COPIES.get(name);
        if (copy == null) {
            // The suffix says how to read it, as that of a file does.
            String last = name.substring(name.lastIndexOf('/') + 1);
            copy = Files.createTempFile("polyad-", "-" + last);
            COPIES.put(name, copy);
            copy.toFile().deleteOnExit();
            read(name, copy);
        }
        return new org.apache.hadoop.fs.Path(copy.toUri());
    }

    private static void read(String name, Path copy) throws IOException {
        if (name.equals(STANDARD)) {
            Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (InputStream in = Files.newInputStream(file(name))) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path file(String name) {
        return Path.of(HadoopPaths.of(name).toUri().getPath());
    }

    /** Whether only this machine can read it. */
    static synchronized boolean isCopy(org.apache.hadoop.fs.Path file) {
        return COPIES.containsValue(Path.of(file.toUri().getPath()));
    }

    /** Removes the copies. */
    static synchronized void clear() {
        COPIES.values().forEach(copy -> copy.toFile().delete());
        COPIES.clear();
    }
}
