package org.polyad.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.net.NetUtils;

/**
 * What is written beside its place before it is moved there: {@code .NAME.tmp-HOST-PID-RANDOM}, and {@code .NAME.old-...} for what it
 * replaces. The name tells who writes it, so that what a killed process left is known for that, and goes with the next run.
 */
final class Beside {
    private static final String FRESH = "tmp";
    private static final String OLD = "old";

    /** Of a process on another machine nobody can tell whether it lives; nothing is written for so long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final Pattern WRITER = Pattern.compile("([0-9a-f]{8})-(\\d{1,10})-[0-9a-f-]{36}");
    private static final String HERE = here();

    private final FileSystem files;
    private final Path place;

    Beside(FileSystem files, Path place) {
        this.files = files;
        this.place = place;
    }

    Path fresh() {
        return named(FRESH);
    }

    Path old() {
        return named(OLD);
    }

    private Path named(String kind) {
        return Paths.child(place.getParent(), prefix(kind) + writer());
    }

    private String prefix(String kind) {
        return "." + place.getName() + "." + kind + "-";
    }

    /** Names this process, and nothing else it writes. */
    static String writer() {
        return HERE + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    /** Removes what killed processes left; what one of them had moved away to replace it comes back. */
    void clear() throws IOException {
        for (FileStatus left : listed(files, place.getParent())) {
            String name = left.getPath().getName();
            if (name.startsWith(prefix(OLD)) && isAbandoned(left, prefix(OLD)) && !files.exists(place)) {
                WholeFolder.rename(files, left.getPath(), place);
            } else if (isAbandoned(left, prefix(FRESH)) || isAbandoned(left, prefix(OLD))) {
                files.delete(left.getPath(), true);
            }
        }
    }

    /** Whether the file's name is the prefix and a writer, and that writer is no more. */
    static boolean isAbandoned(FileStatus file, String prefix) {
        String name = file.getPath().getName();
        Matcher writer = WRITER.matcher(name.substring(name.startsWith(prefix) ? prefix.length() : 0));
        if (!name.startsWith(prefix) || !writer.matches()) {
            return false;
        }
        if (writer.group(1).equals(HERE)) {
            return ProcessHandle.of(Long.parseLong(writer.group(2))).isEmpty();
        }
        return System.currentTimeMillis() - file.getModificationTime() > ABANDONED.toMillis();
    }

    static FileStatus[] listed(FileSystem files, Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /** Where a process number means something: the machine and, in containers, the space of process numbers. */
    private static String here() {
        String space;
        try {
            space = Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/ns/pid"))
                    .toString();
        } catch (IOException | RuntimeException e) {
            space = "";
        }
        return String.format("%08x", (NetUtils.getLocalHostname() + space).hashCode());
    }
}
