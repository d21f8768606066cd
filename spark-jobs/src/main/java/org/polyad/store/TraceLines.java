package org.polyad.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.files.Paths;
import org.polyad.run.Trace;

/** {@code trace.jsonl}: a JSON object a line for each iteration; numbers that are none are null. */
public final class TraceLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TraceLines() {}

    /** One line, without its end. */
    public static String line(Trace trace) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("iteration", trace.iteration());
        ModelJson.put(json, "objective", trace.objective());
        ModelJson.put(json, "regularization", trace.regularization());
        ModelJson.put(json, "seconds", trace.seconds());
        ModelJson.put(json, "fit", trace.fit());
        ModelJson.put(json, "holdoutObjective", trace.holdoutObjective());
        json.put("estimated", trace.estimated());
        return json.toString();
    }

    static void write(FileSystem files, Path file, List<Trace> traces) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Trace trace : traces) {
            lines.append(line(trace)).append('\n');
        }
        try (OutputStream out = files.create(file, false)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A model without a trace, such as an imported one, has none. */
    static List<Trace> read(FileSystem files, Path file) throws IOException {
        List<Trace> traces = new ArrayList<>();
        if (!files.exists(file)) {
            return traces;
        }
        if (files.getFileStatus(file).getLen() > ModelFile.LONGEST) {
            throw new InvalidInputException(Paths.shown(file) + " is longer than 256 MiB, which no trace is");
        }
        try (BufferedReader in = new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                traces.add(trace(line));
            }
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    Paths.shown(file) + ":" + (traces.size() + 1) + ": not JSON: " + e.getOriginalMessage(), e);
        }
        return traces;
    }

    private static Trace trace(String line) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(line);
        return new Trace(
                json.path("iteration").asInt(),
                number(json, "objective"),
                number(json, "regularization"),
                number(json, "seconds"),
                number(json, "fit"),
                number(json, "holdoutObjective"),
                json.path("estimated").asBoolean());
    }

    private static double number(JsonNode json, String key) {
        return json.path(key).isNumber() ? json.path(key).doubleValue() : Double.NaN;
    }
}
