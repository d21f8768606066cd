package org.polyad.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;

/**
 * What Polyad writes, and therefore may replace when the user says {@code --overwrite}: a folder with the marker of its kind and nothing
 * that we do not write there, or a plain file where a file is to be written. A slip of the finger must not delete a home. Every command
 * asks here, before its work and again before it replaces.
 */
public final class Replaceable {
    public static final Replaceable MODEL = new Replaceable(
            "model",
            "model.json",
            "\"formatVersion\"",
            "model\\.json|trace\\.jsonl|factors|metadata|topics|moments|components");

    public static final Replaceable EXPERIMENT = new Replaceable(
            "experiment",
            "experiment.json",
            "\"holdout-seed\"",
            "(experiment|choice)\\.json|table\\.csv|rows|fits|\\..*\\.(tmp|old)-[0-9a-f-]+");

    public static final Replaceable PARTS = new Replaceable(
            "folder that generate wrote",
            "_SUCCESS",
            "",
            "_SUCCESS|(\\.attempt-\\d+-)?part-\\d{5,}\\.(tns|csv|parquet)(\\.(gz|bz2|zst))?");

    static final Replaceable FILE = new Replaceable("file", null, "", "");

    /** What may lie in any folder: Hadoop's checksums, and the claim of a writer in an object store. */
    private static final Pattern ANYWHERE = Pattern.compile("\\..*\\.crc|_writing-.*");

    /** The marker says what it is in its first bytes. */
    private static final int HEAD = 1 << 20;

    private final String what;
    private final String marker;
    private final String says;
    private final Pattern names;

    private Replaceable(String what, String marker, String says, String names) {
        this.what = what;
        this.marker = marker;
        this.says = says;
        this.names = Pattern.compile(names);
    }

    /** The file that is written last into a folder of this kind, without which it is not valid; null for a single file. */
    public String marker() {
        return marker;
    }

    /**
     * Checks that something can be written at a place.
     *
     * @throws InvalidInputException when something is there that may not be replaced
     */
    public void check(FileSystem files, Path place, boolean overwrite) throws IOException {
        FileStatus there = status(files, place);
        if (there == null) {
            return;
        }
        checkKind(there);
        String foreign = there.isDirectory() ? foreign(files, place) : null;
        if (!overwrite) {
            throw foreign == null
                    ? taken(place)
                    : new InvalidInputException(
                            Paths.shown(place) + " exists already and is no " + what + ": give another place");
        }
        if (foreign != null) {
            throw new InvalidInputException(
                    Paths.shown(place) + " is no " + what + " (" + foreign + "), so --overwrite does not replace it");
        }
    }

    static InvalidInputException taken(Path place) {
        return new InvalidInputException(Paths.shown(place) + " exists already; --overwrite replaces it");
    }

    /** A folder is not replaced by a file, nor anything by a model but a folder; a device or a pipe by nothing. */
    private void checkKind(FileStatus there) {
        String shown = Paths.shown(there.getPath());
        if (marker == null && there.isDirectory()) {
            throw new InvalidInputException(shown + " is a folder, and a file is to be written");
        }
        if (this != PARTS && marker != null && !there.isDirectory()) {
            throw new InvalidInputException(shown + " is a file, and a folder is to be written");
        }
        java.nio.file.Path local = Paths.local(there.getPath());
        if (!there.isDirectory() && local != null && !Files.isRegularFile(local)) {
            throw new InvalidInputException(shown + " is a device or a pipe, and a file is to be written");
        }
    }

    /** Why the folder is not of this kind; null when it is, or is empty. */
    private String foreign(FileSystem files, Path folder) throws IOException {
        FileStatus[] inside = files.listStatus(folder);
        if (inside.length == 0) {
            return null;
        }
        for (FileStatus file : inside) {
            String name = file.getPath().getName();
            if (!names.matcher(name).matches() && !ANYWHERE.matcher(name).matches()) {
                return "it has " + name;
            }
        }
        return isMarked(files, folder) ? null : "it has no " + marker + " of ours";
    }

    private boolean isMarked(FileSystem files, Path folder) throws IOException {
        FileStatus status = status(files, new Path(folder, marker));
        if (status == null || !status.isFile() || says.isEmpty()) {
            return status != null && status.isFile();
        }
        try (InputStream in = files.open(status.getPath())) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(says);
        }
    }

    private static FileStatus status(FileSystem files, Path path) throws IOException {
        try {
            return files.getFileStatus(path);
        } catch (FileNotFoundException e) {
            return null;
        }
    }
}
