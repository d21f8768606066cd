package org.polyad.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.polyad.store.Columns;
import org.polyad.store.StoredModel;

/**
 * A JSON object a line for each component: component, share, lambda, and for each mode its top rows. All counts from 0. What is an
 * offset says of which mode, or {@code all}.
 */
public final class ComponentJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ComponentJson() {}

    public static void print(StoredModel model, int top, PrintWriter out) {
        double[] lambda = model.ktensor().lambda();
        Columns columns = Columns.of(model);
        double[] shares = columns.shares();
        for (int r = 0; r < lambda.length; r++) {
            ObjectNode json = MAPPER.createObjectNode();
            json.put("component", r);
            if (r >= columns.components()) {
                int mode = columns.mode(r);
                json.put(
                        "offset",
                        mode == model.ktensor().order()
                                ? "all"
                                : model.info().modes().get(mode));
            } else {
                json.put("share", shares[r]);
            }
            json.put("lambda", lambda[r]);
            ArrayNode modes = json.putArray("modes");
            for (int n = 0; n < model.ktensor().order(); n++) {
                ObjectNode mode = modes.addObject();
                mode.put("mode", n);
                mode.put("name", model.info().modes().get(n));
                rows(model, n, r, top, mode.putArray("top"));
            }
            out.println(json);
        }
    }

    private static void rows(StoredModel model, int mode, int component, int top, ArrayNode rows) {
        for (int i : TopRows.of(model.ktensor().factor(mode), component, top)) {
            ObjectNode row = rows.addObject();
            row.put("index", i);
            if (model.hasLabels(mode)) {
                row.put("label", model.label(mode, i));
            }
            row.put("weight", model.ktensor().factor(mode).at(i, component));
        }
    }
}
