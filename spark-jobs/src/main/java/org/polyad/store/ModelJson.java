package org.polyad.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * {@code model.json}. What it says is checked before any memory is reserved for it.
 *
 * @param scales null where they are not known
 */
record ModelJson(StoredFormat.Unread unread, ModelInfo info, double[][] scales) {
    static void write(FileSystem files, Path folder, StoredModel stored) throws IOException {
        ModelInfo info = stored.info();
        StoredFormat format = StoredFormats.of(stored.model());
        ObjectNode json = ModelFile.MAPPER.createObjectNode();
        json.put("formatVersion", format.version());
        if (format.version() > 1) {
            json.put("kind", "decomposition");
            json.put("decomposition", format.name());
        }
        json.put("polyadVersion", info.polyadVersion());
        ArrayNode shape = json.putArray("shape");
        for (int size : stored.model().shape().sizes()) {
            shape.add(size);
        }
        format.putRanks(stored.model(), json);
        json.put("loss", info.loss());
        json.put("unlisted", info.unlisted());
        format.putNumbers(stored.model(), json);
        info.modes().forEach(json.putArray("modes")::add);
        if (!info.names().isEmpty()) {
            info.names().forEach(json.putArray("names")::add);
        }
        put(json, "objective", info.objective());
        json.put("stopReason", info.stopReason());
        json.put("iterations", info.iterations());
        json.put("seed", info.seed());
        if (stored.scales() != null) {
            json.set("scales", ModelFile.MAPPER.valueToTree(stored.scales()));
        }
        json.set("options", ModelFile.MAPPER.valueToTree(info.options()));
        ModelFile.write(files, folder, json);
    }

    /** JSON has no NaN and no infinity: null stands for both. */
    static void put(ObjectNode json, String key, double number) {
        json.put(key, Double.isFinite(number) ? (Double) number : null);
    }

    /** @throws InvalidInputException naming the folder or file, when there is no model or the file is damaged */
    static ModelJson read(FileSystem files, Path folder) throws IOException {
        return ModelFile.read(files, folder, ModelJson::parsed);
    }

    private static ModelJson parsed(JsonKeys json) {
        String kind = json.text("kind", true);
        if ("topics".equals(kind) || "mixture".equals(kind)) {
            throw new InvalidInputException("a model of " + kind + " has no cells: use transform");
        }
        StoredFormat format = StoredFormats.of(json);
        Shape shape = json.shape();
        StoredFormat.Unread unread = format.unread(json, shape);
        int components = unread.components();
        return new ModelJson(unread, info(json, shape.order(), components), scales(json, shape.order(), components));
    }

    /** @throws InvalidInputException when the parts do not fit into memory. @param what is said of the model */
    static void checkMemory(List<StoredFormat.Part> parts, String what) {
        double bytes = 0;
        for (StoredFormat.Part part : parts) {
            bytes += 8.0 * part.rows() * FactorMatrix.stride(part.columns());
        }
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new InvalidInputException("a model of " + what + " needs " + Math.round(bytes / (1 << 20))
                    + " MiB, more than there is memory");
        }
    }

    private static double[][] scales(JsonKeys json, int order, int components) {
        if (!json.has("scales")) {
            return null;
        }
        ArrayNode modes = json.array("scales", order, order);
        double[][] scales = new double[order][components];
        for (int n = 0; n < order; n++) {
            JsonNode mode = modes.get(n);
            if (mode.size() != components) {
                throw new InvalidInputException("scales needs " + components + " numbers a mode, found " + mode.size());
            }
            for (int r = 0; r < components; r++) {
                scales[n][r] = mode.get(r).asDouble(Double.NaN);
                if (!(scales[n][r] >= 0 && scales[n][r] < Double.POSITIVE_INFINITY)) {
                    throw new InvalidInputException(
                            "scales needs numbers of 0 or more, found " + JsonKeys.shown(mode.get(r)));
                }
            }
        }
        return scales;
    }

    private static ModelInfo info(JsonKeys json, int order, int components) {
        List<String> modes = json.texts("modes", order, order, false);
        List<String> names = json.has("names") ? json.texts("names", 0, components, true) : List.of();
        Map<String, Object> options = json.json().path("options").isObject()
                ? ModelFile.MAPPER.convertValue(
                        json.json().get("options"), new TypeReference<LinkedHashMap<String, Object>>() {})
                : Map.of();
        if (Boolean.TRUE.equals(options.get("biases")) && components < order + 2) {
            throw new InvalidInputException(
                    "biases are " + (order + 1) + " columns beside the components, but rank is " + components);
        }
        String unlisted = json.text("unlisted", true);
        if (unlisted != null && !unlisted.equals("zero") && !unlisted.equals("missing")) {
            throw new InvalidInputException("unlisted must be zero, missing or null, found '" + unlisted + "'");
        }
        return new ModelInfo(
                json.text("polyadVersion", true),
                json.text("loss", false),
                unlisted,
                modes,
                json.number("objective"),
                json.text("stopReason", false),
                (int) json.whole("iterations", 0, Integer.MAX_VALUE),
                json.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                options,
                names);
    }
}
