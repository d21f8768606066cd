package org.polyad.spark;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;
import org.polyad.InvalidInputException;

/** Hadoop's file systems, with one sentence for a path that has none; for local files it is {@link LocalFiles}. */
public final class FileSystems {
    private static final String HADOOP = "org.apache.hadoop:";

    /** What to add for a scheme that neither Spark nor Polyad brings. */
    private static final Map<String, String> CONNECTORS = Map.of(
            "s3a", HADOOP + "hadoop-aws:" + VersionInfo.getVersion(),
            "abfs", HADOOP + "hadoop-azure:" + VersionInfo.getVersion(),
            "abfss", HADOOP + "hadoop-azure:" + VersionInfo.getVersion(),
            "wasb", HADOOP + "hadoop-azure:" + VersionInfo.getVersion(),
            "wasbs", HADOOP + "hadoop-azure:" + VersionInfo.getVersion(),
            "gs", HADOOP + "hadoop-gcp:" + VersionInfo.getVersion());

    private FileSystems() {}

    /** @throws InvalidInputException when nothing here can read the path's scheme, or its host has no address */
    public static FileSystem of(Path path, Configuration conf) throws IOException {
        try {
            FileSystem files = WholeFolder.plain(path.getFileSystem(conf));
            // Only here does it look at all of the path.
            files.makeQualified(path);
            return files;
        } catch (UnsupportedFileSystemException e) {
            throw new InvalidInputException(missing(path.toUri().getScheme()), e);
        } catch (IOException | RuntimeException | LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null && !isTelling(cause)) {
                cause = cause.getCause();
            }
            if (cause instanceof ClassNotFoundException || cause instanceof LinkageError) {
                throw new InvalidInputException(missing(path.toUri().getScheme()), e);
            }
            if (cause instanceof UnknownHostException) {
                throw new InvalidInputException("no such host: " + cause.getMessage(), e);
            }
            if (e instanceof IllegalArgumentException) {
                throw new InvalidInputException(Paths.shown(path) + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Where something that is written as {@code path} lies: a symbolic link is written through, and stays. */
    public static Path target(FileSystem files, Path path) throws IOException {
        return Paths.target(Paths.qualified(files, path));
    }

    private static boolean isTelling(Throwable cause) {
        return cause instanceof ClassNotFoundException
                || cause instanceof LinkageError
                || cause instanceof UnknownHostException;
    }

    private static String missing(String scheme) {
        if (scheme.equals("s3") || scheme.equals("s3n")) {
            return "there is no connector for " + scheme + ": paths; Hadoop reads such buckets as s3a://BUCKET/PATH";
        }
        String connector = CONNECTORS.get(scheme);
        return "there is no connector for " + scheme + ": paths; "
                + (connector == null
                        ? "add the jar of one to Spark (--conf spark.jars=JAR, with SPARK_HOME set) or copy the files first"
                        : "set SPARK_HOME and add --conf spark.jars.packages=" + connector
                                + ", or put its jars into SPARK_HOME/jars");
    }
}
