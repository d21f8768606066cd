package org.polyad.store;

import java.util.List;
import org.polyad.InvalidInputException;
import org.polyad.model.TensorModel;

/** The decompositions that this Polyad can store; a line each. */
final class StoredFormats {
    private static final List<StoredFormat> ALL = List.of(new StoredCp());

    /** The formatVersion of models that are no decomposition. */
    static final int OTHER_KINDS = 2;

    private StoredFormats() {}

    static StoredFormat of(TensorModel model) {
        return ALL.stream()
                .filter(format -> format.name().equals(model.format().name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        model.format().name() + " has no line in " + StoredFormats.class.getName()));
    }

    /**
     * The decomposition that a model.json is of.
     *
     * @throws InvalidInputException when this Polyad cannot read it, naming the version that wrote it
     */
    static StoredFormat of(JsonKeys json) {
        long version = json.whole("formatVersion", 1, Integer.MAX_VALUE);
        if (version > 2) {
            throw new InvalidInputException(
                    "formatVersion is " + version + ", but this Polyad reads 1 and 2" + writer(json));
        }
        if (version == 1) {
            return ALL.get(0);
        }
        check(json, "kind", List.of("decomposition"));
        String name = check(
                json, "decomposition", ALL.stream().map(StoredFormat::name).toList());
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Checks that a model.json, which is of no decomposition, is of that kind.
     *
     * @throws InvalidInputException when it is of another one
     */
    static void checkKind(JsonKeys json, String expected) {
        long version = json.whole("formatVersion", 1, Integer.MAX_VALUE);
        String kind = json.text("kind", true);
        if (version != OTHER_KINDS || !expected.equals(kind)) {
            throw new InvalidInputException("expected formatVersion " + OTHER_KINDS + " and kind " + expected
                    + ", found " + version + " and " + (kind == null ? "no kind" : kind));
        }
    }

    /** The key's text, or the first that is known where the key is missing. */
    private static String check(JsonKeys json, String key, List<String> known) {
        String found = json.text(key, true);
        if (found != null && !known.contains(found)) {
            throw new InvalidInputException(
                    key + " is '" + found + "', but this Polyad reads " + String.join(", ", known) + writer(json));
        }
        return found == null ? known.get(0) : found;
    }

    private static String writer(JsonKeys json) {
        String version = json.text("polyadVersion", true);
        return version == null ? "" : "; Polyad " + version + " wrote the model, and reads it";
    }
}
