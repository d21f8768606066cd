package org.polyad.jobs;

import java.io.File;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.polyad.InvalidInputException;

/** Paths as users write them. */
final class HadoopPaths {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

    private HadoopPaths() {}

    /** What {@code --conf spark.hadoop...} and the cluster's files say, whether or not a SparkSession runs. */
    static Configuration configuration() {
        return SparkHadoopUtil.get().conf();
    }

    /**
     * A plain path is local to the working directory, whatever the cluster's default file system; a colon with no slash behind is a
     * part of a name.
     *
     * @throws IllegalArgumentException when the text is no path
     */
    static Path of(String text) {
        if (text.isEmpty() || text.indexOf(0) >= 0 || SCHEME.matcher(text).matches()) {
            return parsed(text);
        }
        return new Path("file", null, new File(text).getAbsolutePath());
    }

    private static Path parsed(String text) {
        if (text.indexOf(0) >= 0) {
            throw new InvalidInputException("not a path: " + Shown.quoted(text));
        }
        try {
            return new Path(text);
        } catch (IllegalArgumentException e) { // keep IllegalArgumentException: Hadoop's
            throw new InvalidInputException("not a path: " + Shown.quoted(text) + " (" + Shown.cause(e) + ")", e);
        }
    }

    /** The other way round: local files without their scheme. */
    static String shown(Path path) {
        boolean local = "file".equals(path.toUri().getScheme());
        return local ? path.toUri().getPath() : path.toString();
    }

    /** One text for one file, however its URI is written: Spark escapes blanks and the like, and {@code file:/x} is {@code file:///x}. */
    static String key(Path path) {
        java.net.URI uri = path.toUri();
        String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
        return uri.getScheme() + "://" + authority + uri.getPath();
    }

    /** The same for a URI as Spark gives it. */
    static String key(String uri) {
        return key(new Path(java.net.URI.create(uri)));
    }
}
