package org.polyad.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.spark.FileSystems;

/** Finds what {@code --input} means: a file, a folder, a glob, or a list of them with commas between. */
final class InputFiles {
    private final Configuration conf;
    private final List<InputFile> found = new ArrayList<>();

    private InputFiles(Configuration conf) {
        this.conf = conf;
    }

    /**
     * The files, in the order given and by name within a folder or a glob. In a folder those whose names begin with {@code _} or
     * {@code .} are left out, as Spark does.
     *
     * @throws IllegalArgumentException when there is no such file, or none in a folder
     */
    static List<InputFile> list(String input, Configuration conf) throws IOException {
        InputFiles files = new InputFiles(conf);
        for (String one : paths(input)) {
            files.add(one);
        }
        return files.found;
    }

    /** The parts of a comma list; commas within {@code {...}} belong to a glob. */
    static List<String> paths(String input) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= input.length(); i++) {
            char c = i == input.length() ? ',' : input.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == input.length())) {
                if (i > from) {
                    parts.add(input.substring(from, i).strip());
                }
                from = i + 1;
            }
        }
        if (parts.isEmpty()) {
            throw new InvalidInputException("--input names no file");
        }
        return parts;
    }

    private void add(String one) throws IOException {
        Path path = HadoopPaths.of(one);
        FileSystem system = FileSystems.of(path, conf);
        if (system.exists(path)) {
            addAll(system, system.getFileStatus(path), one);
            return;
        }
        FileStatus[] matches = system.globStatus(path);
        if (matches == null || matches.length == 0) {
            boolean glob = one.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
            throw new InvalidInputException(glob ? "no file matches " + one : "no such file: " + one);
        }
        Arrays.sort(matches, Comparator.comparing(FileStatus::getPath));
        for (FileStatus match : matches) {
            addAll(system, match, HadoopPaths.shown(match.getPath()));
        }
    }

    private void addAll(FileSystem system, FileStatus status, String name) throws IOException {
        if (status.isFile()) {
            found.add(new InputFile(status.getPath(), name, status.getLen()));
            return;
        }
        int before = found.size();
        FileStatus[] inside = system.listStatus(status.getPath());
        Arrays.sort(inside, Comparator.comparing(FileStatus::getPath));
        checkFinished(inside, name);
        for (FileStatus child : inside) {
            String childName = child.getPath().getName();
            if (!childName.startsWith("_") && !childName.startsWith(".")) {
                addAll(system, child, name + "/" + childName);
            }
        }
        if (found.size() == before) {
            throw new InvalidInputException("the folder " + name + " has no files");
        }
    }

    /** Where a folder cannot appear at once, one file says that it is being written, and another, the last, that it is whole. */
    private static void checkFinished(FileStatus[] inside, String name) {
        boolean begun = false;
        boolean whole = false;
        for (FileStatus file : inside) {
            begun |= file.getPath().getName().startsWith("_writing-");
            whole |= file.getPath().getName().equals("_SUCCESS");
        }
        if (begun && !whole) {
            throw new InvalidInputException(
                    "the folder " + name + " is being written, or what wrote it died: it has no _SUCCESS");
        }
    }
}
