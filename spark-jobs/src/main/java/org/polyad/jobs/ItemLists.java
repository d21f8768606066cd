package org.polyad.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.polyad.parallel.Threads;
import org.polyad.ranking.Question;
import org.polyad.ranking.SeenItems;
import org.polyad.ranking.TopItems;
import org.polyad.spark.Model;

/** Writes the best items of users: a line for each item, or an object of JSON for each user. */
final class ItemLists {
    /** Users whose lists a thread makes at a time. */
    private static final int BLOCK = 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String[] names;
    private final int[] modes;
    private final InputFormat format;
    private final ModeRows rows;

    /** @param modes the users' and the items' */
    ItemLists(Model model, int[] modes, InputFormat format, ModeRows rows) {
        this.names = Arrays.stream(modes).mapToObj(model.info().modes()::get).toArray(String[]::new);
        this.modes = modes;
        this.format = format;
        this.rows = rows;
    }

    void write(Question question, int top, SeenItems seen, int[] users, OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
        if (format != InputFormat.JSON) {
            line(out, names[0], names[1], "rank", "rating");
        }
        Threads all = Threads.current();
        int threads = all.count();
        // Blocks side by side, as many as there are threads, so that memory stays bounded and lines in order.
        for (int from = 0; from < users.length; from += threads * BLOCK) {
            int first = from;
            int blocks = Math.min(threads, (users.length - from + BLOCK - 1) / BLOCK);
            TopItems.Lists[] made = new TopItems.Lists[blocks];
            all.each(blocks, b -> {
                int start = first + b * BLOCK;
                int end = Math.min(users.length, start + BLOCK);
                made[b] = new TopItems(question, top, seen).of(Arrays.copyOfRange(users, start, end));
            });
            for (TopItems.Lists lists : made) {
                write(lists, out);
            }
        }
        out.flush();
    }

    private void write(TopItems.Lists lists, Writer out) throws IOException {
        for (int j = 0; j < lists.users().length; j++) {
            String user = rows.text(modes[0], lists.users()[j]);
            if (format == InputFormat.JSON) {
                out.append(json(user, lists, j)).append('\n');
                continue;
            }
            for (int n = 0; n < lists.counts()[j]; n++) {
                int at = j * lists.k() + n;
                line(out, user, item(lists, at), Integer.toString(n + 1), Double.toString(lists.scores()[at]));
            }
        }
    }

    private String json(String user, TopItems.Lists lists, int j) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(names[0], user);
        ArrayNode items = json.putArray("recommendations");
        for (int n = 0; n < lists.counts()[j]; n++) {
            int at = j * lists.k() + n;
            items.addObject().put(names[1], item(lists, at)).put("rating", lists.scores()[at]);
        }
        return MAPPER.writeValueAsString(json);
    }

    private String item(TopItems.Lists lists, int at) {
        return rows.text(modes[1], lists.items()[at]);
    }

    private void line(Writer out, String... fields) throws IOException {
        char separator = format == InputFormat.TSV ? '\t' : ',';
        for (int k = 0; k < fields.length; k++) {
            out.append(k == 0 ? "" : String.valueOf(separator)).append(TableText.field(fields[k], separator));
        }
        out.append('\n');
    }
}
