package org.polyad.jobs.flags;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.files.FileSystems;
import org.polyad.files.HadoopPaths;
import org.polyad.names.Nearest;
import org.polyad.text.UserText;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Options in files, {@code @conf/fit-counts.conf} or {@code --config FILE}: a line {@code name = value} each, and {@code #} before
 * comments. They are the defaults of one command, so the command line wins; of several files the last one does.
 *
 * <p>Picocli's own provider reads Java's properties: from local files only, without comments behind a value, and it passes over names that
 * no option has, and takes the last of two lines for one option. Those are faults that a user should see, so the reader here is our own.
 */
public final class ConfigFiles implements IDefaultValueProvider {
    private static final String OPTION = "--config";

    private static final int LONGEST = 1 << 20;

    private final CommandLine command;
    private final CommandSpec spec;
    private final List<String> files = new ArrayList<>();
    private int read;
    private final Map<OptionSpec, Line> lines = new HashMap<>();

    /** A value, and where it is, as {@code file:line}. */
    private record Line(String place, String value) {}

    private ConfigFiles(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /** Lets a command read options from files. */
    public static void add(CommandLine command) {
        ConfigFiles files = new ConfigFiles(command);
        files.spec.addOption(OptionSpec.builder(OPTION)
                .paramLabel("FILE")
                .type(String.class)
                .arity("1")
                .parameterConsumer((args, option, spec) -> {
                    if (args.isEmpty()) {
                        throw new ParameterException(
                                command, "Missing required parameter for option '--config' (FILE)");
                    }
                    files.files.add(args.pop());
                })
                .description("Options from a file, name = value in each line; also @FILE. The command line wins.")
                .build());
        files.spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("@FILE")
                .index("0..*")
                .arity("0..1")
                .type(String.class)
                .hidden(true)
                .parameterConsumer((args, option, spec) -> files.at(args.pop()))
                .build());
        files.spec.defaultValueProvider(files);
    }

    private void at(String word) {
        if (!word.startsWith("@") || word.length() == 1) {
            throw new UnmatchedArgumentException(command, List.of(word));
        }
        files.add(word.substring(1));
    }

    /** Picocli asks when it has seen the command line, and so all names of files. */
    @Override
    public String defaultValue(ArgSpec option) {
        while (read < files.size()) {
            read(files.get(read++));
        }
        Line line = option instanceof OptionSpec named ? lines.get(named) : null;
        return line == null ? null : line.value;
    }

    /** Where the value of an option comes from, when a file has it. */
    public static Optional<String> place(ArgSpec option) {
        boolean has = option != null
                && option.command().defaultValueProvider() instanceof ConfigFiles files
                && files.lines.containsKey(option);
        return has
                ? Optional.of(((ConfigFiles) option.command().defaultValueProvider()).lines.get(option).place)
                : Optional.empty();
    }

    private void read(String file) {
        try {
            Path path = HadoopPaths.of(file);
            try (InputStream in =
                    FileSystems.of(path, HadoopPaths.configuration()).open(path)) {
                // No more is read than options can be: what is named may be a device, or a tensor by mistake.
                byte[] bytes = in.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new InvalidInputException("it is longer than 1 MiB, which no file of options is");
                }
                BufferedReader text = new BufferedReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
                Set<OptionSpec> seen = new HashSet<>();
                int number = 0;
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    add(file + ":" + ++number, line, seen);
                }
            }
        } catch (FileNotFoundException e) {
            throw new ParameterException(command, "no such file: " + file, e);
        } catch (IOException | InvalidInputException e) {
            throw new ParameterException(command, file + " cannot be read: " + UserText.cause(e), e);
        }
    }

    private void add(String place, String line, Set<OptionSpec> seen) {
        String text = line.replaceFirst("(^|\\s)#.*", "").strip();
        if (text.isEmpty()) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new ParameterException(command, place + ": expected name = value, found " + UserText.quoted(text));
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        OptionSpec option = option(place, name);
        if (!seen.add(option)) {
            throw new ParameterException(command, place + ": " + name + " is there twice");
        }
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        lines.put(option, new Line(place, quoted ? value.substring(1, value.length() - 1) : value));
    }

    private OptionSpec option(String place, String name) {
        OptionSpec option = spec.findOption(name.startsWith("--") ? name : "--" + name);
        if (option != null && !option.longestName().equals(OPTION)) {
            return option;
        }
        Set<String> known = new TreeSet<>();
        spec.options().forEach(one -> known.add(one.longestName().replaceFirst("^--", "")));
        String near =
                Nearest.to(name, known).map(n -> "; did you mean " + n + "?").orElse("");
        throw new ParameterException(command, place + ": unknown option " + UserText.text(name) + near);
    }
}
