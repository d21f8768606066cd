package org.polyad.files;

import java.io.File;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.polyad.InvalidInputException;
import org.polyad.text.UserText;

/** Paths as users write them. */
public final class HadoopPaths {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

    private HadoopPaths() {}

    /** What {@code --conf spark.hadoop...} and the cluster's files say, whether or not a SparkSession runs. */
    public static Configuration configuration() {
        return SparkHadoopUtil.get().conf();
    }

    /**
     * A plain path is local to the working directory, whatever the cluster's default file system; a colon with no slash behind is a
     * part of a name.
     *
     * @throws IllegalArgumentException when the text is no path
     */
    public static Path of(String text) {
        if (text.isEmpty() || text.indexOf(0) >= 0 || SCHEME.matcher(text).matches()) {
            return parsed(text);
        }
        return new Path("file", null, new File(text).getAbsolutePath());
    }

    private static Path parsed(String text) {
        if (text.indexOf(0) >= 0) {
            throw new InvalidInputException("not a path: " + UserText.quoted(text));
        }
        try {
            return new Path(text);
        } catch (IllegalArgumentException e) { // keep IllegalArgumentException: Hadoop's
            throw new InvalidInputException("not a path: " + UserText.quoted(text) + " (" + UserText.cause(e) + ")", e);
        }
    }

    /** One text for one file, however its URI is written: Spark escapes blanks and the like, and {@code file:/x} is {@code file:///x}. */
    public static String key(Path path) {
        java.net.URI uri = path.toUri();
        String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
        return uri.getScheme() + "://" + authority + uri.getPath();
    }

    /** The same for a URI as Spark gives it. */
    public static String key(String uri) {
        return key(new Path(java.net.URI.create(uri)));
    }
}
