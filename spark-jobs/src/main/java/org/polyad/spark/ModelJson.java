package org.polyad.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/** {@code model.json}. What it says is checked before anything is reserved for it. */
record ModelJson(Shape shape, double[] lambda, ModelInfo info, double[][] scales) {
    private static final int FORMAT = 1;
    static final long LONGEST = 1L << 28;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static void write(FileSystem files, Path file, Model model) throws IOException {
        ModelInfo info = model.info();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("formatVersion", FORMAT);
        json.put("polyadVersion", info.polyadVersion());
        ArrayNode shape = json.putArray("shape");
        for (int size : model.ktensor().shape().sizes()) {
            shape.add(size);
        }
        json.put("rank", model.ktensor().rank());
        json.put("loss", info.loss());
        json.put("unlisted", info.unlisted());
        ArrayNode lambda = json.putArray("lambda");
        for (double weight : model.ktensor().lambda()) {
            lambda.add(weight);
        }
        ArrayNode modes = json.putArray("modes");
        info.modes().forEach(modes::add);
        put(json, "objective", info.objective());
        json.put("stopReason", info.stopReason());
        json.put("iterations", info.iterations());
        json.put("seed", info.seed());
        if (model.scales() != null) {
            json.set("scales", MAPPER.valueToTree(model.scales()));
        }
        json.set("options", MAPPER.valueToTree(info.options()));
        try (OutputStream out = files.create(file, false)) {
            out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
            out.write('\n');
        }
    }

    /** JSON has no NaN and no infinity. */
    static void put(ObjectNode json, String key, double number) {
        json.put(key, Double.isFinite(number) ? (Double) number : null);
    }

    static ModelJson read(FileSystem files, Path file) throws IOException {
        if (files.getFileStatus(file).getLen() > LONGEST) {
            throw new InvalidInputException(Paths.shown(file) + " is longer than 256 MiB, which no model.json is");
        }
        try (InputStream in = files.open(file)) {
            JsonNode json = MAPPER.readTree(in);
            return new Parser(json).model();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidInputException(
                    Paths.shown(file) + ":" + line + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(Paths.shown(file) + ": " + e.getMessage(), e);
        }
    }

    /** Takes the tree apart, key by key. */
    private record Parser(JsonNode json) {
        ModelJson model() {
            if (!json.isObject()) {
                throw new InvalidInputException("expected a JSON object");
            }
            String kind = json.path("kind").asText("decomposition");
            if (!kind.equals("decomposition")) {
                throw new InvalidInputException("a model of " + kind + " has no cells: use transform");
            }
            long format = whole(json, "formatVersion", 1, Integer.MAX_VALUE);
            if (format != FORMAT) {
                throw new InvalidInputException("formatVersion is " + format + ", but this Polyad reads " + FORMAT);
            }
            Shape shape = shape();
            int rank = (int) whole(json, "rank", 1, Integer.MAX_VALUE);
            double numbers = 0;
            for (int size : shape.sizes()) {
                numbers += (double) size * FactorMatrix.stride(rank);
            }
            checkMemory(numbers, shape, rank);
            return new ModelJson(shape, lambda(rank), info(shape.order(), rank), scales(shape.order(), rank));
        }

        private void checkMemory(double numbers, Shape shape, int rank) {
            if (8 * numbers > Runtime.getRuntime().maxMemory()) {
                throw new InvalidInputException("a model of " + shape + " and rank " + rank + " needs "
                        + Math.round(8 * numbers / (1 << 20)) + " MiB, more than there is memory");
            }
        }

        private Shape shape() {
            ArrayNode array = array("shape", 2, 1 << 16);
            int[] sizes = new int[array.size()];
            for (int n = 0; n < sizes.length; n++) {
                JsonNode size = array.get(n);
                if (!size.isInt() || size.intValue() < 1) {
                    throw new InvalidInputException("shape needs whole numbers of 1 or more, found " + shown(size));
                }
                sizes[n] = size.intValue();
            }
            return Shape.of(sizes);
        }

        private double[] lambda(int rank) {
            ArrayNode array = array("lambda", 0, Integer.MAX_VALUE);
            if (array.size() != rank) {
                throw new InvalidInputException("lambda has " + array.size() + " numbers, but rank is " + rank);
            }
            double[] lambda = new double[rank];
            for (int r = 0; r < rank; r++) {
                lambda[r] = array.get(r).isNumber() ? array.get(r).doubleValue() : Double.NaN;
                if (!Double.isFinite(lambda[r])) {
                    throw new InvalidInputException("lambda needs finite numbers, found " + shown(array.get(r)));
                }
            }
            return lambda;
        }

        /** Null where there are none. */
        private double[][] scales(int order, int rank) {
            if (json.path("scales").isMissingNode()) {
                return null;
            }
            ArrayNode modes = array("scales", order, order);
            double[][] scales = new double[order][rank];
            for (int n = 0; n < order; n++) {
                if (modes.get(n).size() != rank) {
                    throw new InvalidInputException("scales needs " + rank + " numbers a mode, found "
                            + modes.get(n).size());
                }
                for (int r = 0; r < rank; r++) {
                    scales[n][r] = modes.get(n).get(r).asDouble(Double.NaN);
                    if (!(scales[n][r] >= 0 && scales[n][r] < Double.POSITIVE_INFINITY)) {
                        throw new InvalidInputException("scales needs numbers of 0 or more, found "
                                + shown(modes.get(n).get(r)));
                    }
                }
            }
            return scales;
        }

        private ModelInfo info(int order, int rank) {
            ArrayNode array = array("modes", order, order);
            List<String> modes = new ArrayList<>();
            for (JsonNode name : array) {
                if (!name.isTextual()) {
                    throw new InvalidInputException("modes needs names, found " + shown(name));
                }
                modes.add(name.textValue());
            }
            JsonNode objective = json.path("objective");
            Map<String, Object> options = json.path("options").isObject()
                    ? MAPPER.convertValue(json.get("options"), new TypeReference<LinkedHashMap<String, Object>>() {})
                    : Map.of();
            if (Boolean.TRUE.equals(options.get("biases")) && rank < order + 2) {
                throw new InvalidInputException(
                        "biases are " + (order + 1) + " columns beside the components, but rank is " + rank);
            }
            String unlisted = text("unlisted", true);
            if (unlisted != null && !unlisted.equals("zero") && !unlisted.equals("missing")) {
                throw new InvalidInputException("unlisted must be zero, missing or null, found '" + unlisted + "'");
            }
            return new ModelInfo(
                    text("polyadVersion", true),
                    text("loss", false),
                    unlisted,
                    modes,
                    objective.isNumber() ? objective.doubleValue() : Double.NaN,
                    text("stopReason", false),
                    (int) whole(json, "iterations", 0, Integer.MAX_VALUE),
                    whole(json, "seed", Long.MIN_VALUE, Long.MAX_VALUE),
                    options);
        }

        private String text(String key, boolean optional) {
            JsonNode text = json.path(key);
            if (text.isTextual()) {
                return text.textValue();
            }
            if (optional && (text.isNull() || text.isMissingNode())) {
                return null;
            }
            throw new InvalidInputException(key + " must be a text, found " + shown(text));
        }

        private ArrayNode array(String key, int least, int most) {
            if (json.get(key) instanceof ArrayNode array && array.size() >= least && array.size() <= most) {
                return array;
            }
            JsonNode found = json.path(key);
            throw new InvalidInputException(key + " must be an array"
                    + (least == most ? " of " + least : least > 0 ? " of " + least + " or more" : "") + ", found "
                    + (found.isArray() ? found.size() : shown(found)));
        }
    }

    /** A key's whole number; a missing {@code iterations} or {@code seed} is an error as any other. */
    private static long whole(JsonNode json, String key, long least, long most) {
        JsonNode number = json.path(key);
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() < least
                || number.longValue() > most) {
            throw new InvalidInputException(key + " must be a whole number"
                    + (least > Long.MIN_VALUE ? " of " + least + " or more" : "") + ", found " + shown(number));
        }
        return number.longValue();
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
