package org.polyad.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as the command line shows it and as models record it. */
public final class PolyadVersion {
    private PolyadVersion() {}

    /** The version of the Maven project, such as {@code 0.1.0}. */
    public static String current() {
        // A file and not the jar's manifest: it is there when classes run from a folder too.
        try (InputStream in = PolyadVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
