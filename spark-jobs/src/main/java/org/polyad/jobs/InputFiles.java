package org.polyad.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.spark.FileListing;
import org.polyad.spark.LocalFiles;

/** Finds what {@code --input} means: a file, a folder, a glob, a list of them with commas between, or a pipe. */
final class InputFiles {
    private InputFiles() {}

    /**
     * The files, as {@link FileListing} finds them.
     *
     * @throws IllegalArgumentException when there is no such file, none in a folder, or nothing in any
     */
    static List<InputFile> list(String input, Configuration conf) throws IOException {
        List<FileListing.Found> found = listing(input, conf);
        if (found.get(0).file().getLen() == 0) {
            throw new InvalidInputException(found.get(0).name() + " is empty");
        }
        List<FolderColumns> columns = FolderColumns.of(found);
        InputFile[] files = new InputFile[found.size()];
        for (int f = 0; f < files.length; f++) {
            FileListing.Found one = found.get(f);
            files[f] =
                    new InputFile(one.file().getPath(), one.name(), one.file().getLen(), columns.get(f));
        }
        return List.of(files);
    }

    /** What the input names, globs being replaced by what they match, as Spark's readers take paths. */
    static String[] roots(String input, Configuration conf) throws IOException {
        return listing(input, conf).stream()
                .map(FileListing.Found::root)
                .distinct()
                .map(InputFiles::escaped)
                .toArray(String[]::new);
    }

    private static List<FileListing.Found> listing(String input, Configuration conf) throws IOException {
        return FileListing.of(input, conf, name -> Pipes.isPipe(name) ? Pipes.copy(name) : HadoopPaths.of(name));
    }

    /** Spark reads names as globs, save those of {@link LocalFiles}: what is special in those loses its meaning. */
    private static String escaped(Path path) {
        boolean local = "file".equals(path.toUri().getScheme());
        return local ? path.toString() : path.toString().replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
    }
}
