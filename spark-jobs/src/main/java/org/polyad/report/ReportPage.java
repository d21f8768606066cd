package org.polyad.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Puts the page together: its data as JSON, the chart library, and the script that draws it, in one file that needs no other. */
public final class ReportPage {
    private static final String WEBJAR = "/META-INF/resources/webjars/chart.js/";

    private ReportPage() {}

    public static String of(ObjectNode data) throws IOException {
        return resource("page.html")
                .replace("/*STYLE*/", resource("page.css"))
                .replace("/*DATA*/", json(data))
                .replace("/*LIBRARY*/", library())
                .replace("/*SCRIPT*/", resource("page.js"));
    }

    /** With nothing in it that could end a script element, whatever labels hold. */
    private static String json(ObjectNode data) throws JsonProcessingException {
        return Numbers.MAPPER
                .writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                // Nor anything that looks like one of the places to be filled.
                .replace("/*", "/\\u002a")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String resource(String name) throws IOException {
        return read("/org/polyad/report/" + name);
    }

    /** Of the version that the build took. */
    private static String library() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = ReportPage.class.getResourceAsStream("/org/polyad/report/library.properties")) {
            versions.load(in);
        }
        // A comment at the end would ask for a file that is not there.
        return read(WEBJAR + versions.getProperty("chart.js") + "/dist/chart.umd.js")
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }

    private static String read(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
