package org.polyad.jobs.flags;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.polyad.text.UserText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All options of a command as they came out, to be kept in a model. */
public final class Settings {
    private static final Set<String> LEFT_OUT =
            Set.of("help", "version", "config", "json", "log-json", "overwrite", "resume");

    private Settings() {}

    /** By name, without the dashes; options that were not given and have no default are left out. */
    public static Map<String, Object> of(CommandSpec command) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            String name = option.longestName().replaceFirst("^-+", "");
            Object value = option.getValue();
            if (value != null && !LEFT_OUT.contains(name)) {
                settings.put(name, json(value));
            }
        }
        return settings;
    }

    private static Object json(Object value) {
        if (value instanceof double[] numbers) {
            return numbers.length == 1
                    ? (Object) numbers[0]
                    : Arrays.stream(numbers).boxed().toList();
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(Settings::json).toList();
        }
        return value instanceof Number || value instanceof Boolean ? value : UserText.withoutSecrets(value.toString());
    }
}
