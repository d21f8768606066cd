package org.polyad.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;

/**
 * Finds the files that a text names: a file, a folder, a glob, or several with commas between. What exists under just that name is
 * meant, whatever characters are in it.
 */
public final class FileListing {
    private final Configuration conf;
    private final Naming naming;
    private final List<Found> found = new ArrayList<>();

    /** Makes a path of one name. */
    @FunctionalInterface
    public interface Naming {
        Path path(String name) throws IOException;
    }

    /**
     * A file.
     *
     * @param root the file or a folder above it, as the text or a match of its glob names it
     * @param name as the user would write it
     */
    public record Found(FileStatus file, Path root, String name) {}

    private FileListing(Configuration conf, Naming naming) {
        this.conf = conf;
        this.naming = naming;
    }

    /**
     * The files, in the order given and by name within a folder or a glob. In both, names that begin with {@code _} or {@code .} are
     * left out, as Spark does ({@code _NAME=VALUE} is a partition's folder). Files of no bytes are left out beside others.
     *
     * @throws IllegalArgumentException when there is no such file, or none in a folder
     */
    public static List<Found> of(String text, Configuration conf, Naming naming) throws IOException {
        FileListing listing = new FileListing(conf, naming);
        for (String one : listing.parts(text)) {
            listing.add(one);
        }
        List<Found> filled =
                listing.found.stream().filter(one -> one.file().getLen() > 0).toList();
        return filled.isEmpty() ? listing.found : filled;
    }

    private List<String> parts(String text) throws IOException {
        if (text.indexOf(',') >= 0 && !text.contains(":/")) {
            Path whole = naming.path(text);
            if (FileSystems.of(whole, conf).exists(whole)) {
                return List.of(text);
            }
        }
        return split(text);
    }

    /** The parts of a comma list; commas within {@code {...}} belong to a glob. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == text.length())) {
                if (i > from) {
                    parts.add(text.substring(from, i).strip());
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
        Path path = naming.path(one);
        FileSystem system = FileSystems.of(path, conf);
        if (system.exists(path)) {
            addAll(system, system.getFileStatus(path), path, one);
            return;
        }
        FileStatus[] matches = system instanceof LocalFiles ? localGlob(system, path) : system.globStatus(path);
        if (matches == null || matches.length == 0) {
            boolean glob = one.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
            throw new InvalidInputException(glob ? "no file matches " + one : "no such file: " + one);
        }
        Arrays.sort(matches, Comparator.comparing(FileStatus::getPath));
        int before = found.size();
        Set<Path> folders = new HashSet<>();
        for (FileStatus match : matches) {
            Path folder = match.getPath().getParent();
            if (folder != null && folders.add(folder)) {
                checkFinished(system.listStatus(folder), Paths.shown(folder));
            }
            if (!isHidden(match.getPath().getName()) || isHidden(path.getName())) {
                addAll(system, match, match.getPath(), Paths.shown(match.getPath()));
            }
        }
        if (found.size() == before) {
            throw new InvalidInputException("no file matches " + one + ", apart from names that begin with _ or .");
        }
    }

    private void addAll(FileSystem system, FileStatus status, Path root, String name) throws IOException {
        if (status.isFile()) {
            found.add(new Found(status, root, name));
            return;
        }
        int before = found.size();
        FileStatus[] inside = system.listStatus(status.getPath());
        Arrays.sort(inside, Comparator.comparing(FileStatus::getPath));
        checkFinished(inside, name);
        for (FileStatus child : inside) {
            String childName = child.getPath().getName();
            if (!isHidden(childName)) {
                addAll(system, child, root, name + "/" + childName);
            }
        }
        if (found.size() == before) {
            throw new InvalidInputException("the folder " + name + " has no files");
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") && !name.contains("=") || name.startsWith(".") || name.endsWith("._COPYING_");
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

    /** As Hadoop's, which fails where a name holds a colon; hidden files match only what names them so. */
    private static FileStatus[] localGlob(FileSystem system, Path pattern) throws IOException {
        List<FileStatus> matches = new ArrayList<>();
        for (String one : GlobExpander.expand(pattern.toUri().getPath())) {
            List<Path> level = List.of(new Path("file", null, "/"));
            for (String component : one.substring(1).split("/")) {
                level = matches(system, level, component);
            }
            for (Path match : level) {
                matches.add(system.getFileStatus(match));
            }
        }
        return matches.toArray(FileStatus[]::new);
    }

    private static List<Path> matches(FileSystem system, List<Path> folders, String component) throws IOException {
        GlobPattern pattern = new GlobPattern(component);
        String plain = component.replaceAll("\\\\(.)", "$1");
        List<Path> matches = new ArrayList<>();
        for (Path folder : folders) {
            if (!pattern.hasWildcard()) {
                Path child = Paths.child(folder, plain);
                if (system.exists(child)) {
                    matches.add(child);
                }
            } else if (system.getFileStatus(folder).isDirectory()) {
                for (FileStatus child : system.listStatus(folder)) {
                    String name = child.getPath().getName();
                    if (pattern.matches(name) && (!isHidden(name) || isHidden(component))) {
                        matches.add(child.getPath());
                    }
                }
            }
        }
        return matches;
    }
}
