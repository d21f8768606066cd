package org.polyad.jobs;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.polyad.jobs.flags.Heading;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lays out what {@code --help} prints: the options under headings, in the order of their declaration, and a first line that names the
 * required options only.
 */
final class HelpPage {
    private static final String OTHER = "Other";

    private HelpPage() {}

    /** Has a command print its help in this way. */
    static void apply(CommandLine command) {
        command.setUsageHelpLongOptionsMaxWidth(24);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, HelpPage::synopsis);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPage::options);
    }

    private static String synopsis(Help help) {
        String required = help.commandSpec().options().stream()
                .filter(OptionSpec::required)
                .map(option -> option.longestName() + " " + option.paramLabel() + " ")
                .collect(Collectors.joining());
        return help.commandSpec().qualifiedName() + " " + required + "[options]" + System.lineSeparator();
    }

    private static String options(Help help) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        List<OptionSpec> other = new ArrayList<>();
        for (OptionSpec option : help.commandSpec().options()) {
            String heading = heading(option);
            (heading.equals(OTHER) ? other : groups.computeIfAbsent(heading, h -> new ArrayList<>())).add(option);
        }
        groups.put(OTHER, other);
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout();
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator()).append(heading).append(':').append(System.lineSeparator());
            text.append(layout);
        });
        return text.toString();
    }

    /** That of the field, or else of the class that has it. */
    private static String heading(OptionSpec option) {
        if (!(option.userObject() instanceof Field field)) {
            return OTHER;
        }
        Heading own = field.getAnnotation(Heading.class);
        Heading shared = ((Member) field).getDeclaringClass().getAnnotation(Heading.class);
        boolean ours = field.getDeclaringClass().getName().startsWith("org.polyad.");
        return own != null ? own.value() : shared != null ? shared.value() : ours ? "Options" : OTHER;
    }
}
