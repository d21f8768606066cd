package org.polyad.loss;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyad.InvalidInputException;

/** Families of losses by name, and the reading of {@code name(parameter=value, ...)}. */
final class Catalogue {
    private final List<Family> families;
    private final List<String> names;

    Catalogue(List<Family> families) {
        this.families = families;
        this.names = families.stream().map(Family::name).collect(Collectors.toUnmodifiableList());
    }

    List<String> names() {
        return names;
    }

    Loss parse(String specification) {
        String text = specification == null ? "" : specification.trim();
        if (text.isEmpty()) {
            throw new InvalidInputException("no loss is given: expected one of " + String.join(", ", names));
        }
        int open = text.indexOf('(');
        if (open < 0) {
            return family(text).make(Map.of());
        }
        Family family = family(text.substring(0, open).trim());
        if (text.indexOf(')') != text.length() - 1) {
            throw new InvalidInputException("loss '%s' should end with its one closing bracket".formatted(text));
        }
        return family.make(written(family.name(), text.substring(open + 1, text.length() - 1)));
    }

    private Family family(String name) {
        for (Family family : families) {
            if (family.name().equals(name)) {
                return family;
            }
        }
        String hint = NearestName.of(name, names)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("expected one of " + String.join(", ", names));
        throw new InvalidInputException("unknown loss '%s': %s".formatted(name, hint));
    }

    private static Map<String, String> written(String family, String inBrackets) {
        Map<String, String> written = new LinkedHashMap<>();
        if (inBrackets.isBlank()) {
            return written;
        }
        for (String part : inBrackets.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new InvalidInputException(
                        "loss %s needs parameter=value in its brackets, but found '%s'".formatted(family, part.trim()));
            }
            String name = part.substring(0, equals).trim();
            String value = part.substring(equals + 1).trim();
            String earlier = written.putIfAbsent(name, value);
            if (earlier != null) {
                throw new InvalidInputException(
                        "loss %s has %s twice in its brackets: %s and %s".formatted(family, name, earlier, value));
            }
        }
        return written;
    }
}
