package org.polyad.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.spark.FileSystems;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Options that stand in a file, {@code @conf/fit-counts.conf} or {@code --config FILE}: a line {@code name = value} each, and {@code
 * #} before comments. They are put before those of the command line unless they stand there too, so that the command line wins; of
 * several files the last one does.
 */
final class ConfigFiles {
    static final String OPTION = "--config";

    private static final int LONGEST = 1 << 20;

    private final CommandLine command;
    private final CommandSpec spec;

    private ConfigFiles(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /** The arguments with the files' lines among them. @throws ParameterException for what is wrong with a file */
    static String[] expand(CommandLine polyad, String[] args) {
        for (int i = 0; i < args.length; i++) {
            CommandLine command = polyad.getSubcommands().get(args[i]);
            if (command != null) {
                List<String> expanded = new ArrayList<>(Arrays.asList(args).subList(0, i + 1));
                expanded.addAll(
                        new ConfigFiles(command).expand(Arrays.asList(args).subList(i + 1, args.length)));
                return expanded.toArray(String[]::new);
            }
        }
        return args;
    }

    private List<String> expand(List<String> args) {
        List<String> files = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals(OPTION)) {
                if (++i == args.size()) {
                    throw new ParameterException(command, "Missing required parameter for option '--config' (FILE)");
                }
                files.add(args.get(i));
            } else if (arg.startsWith(OPTION + "=")) {
                files.add(arg.substring(OPTION.length() + 1));
            } else if (arg.startsWith("@") && arg.length() > 1 && !isValue(rest)) {
                files.add(arg.substring(1));
            } else {
                rest.add(arg);
            }
        }
        Map<OptionSpec, String> fromFiles = new LinkedHashMap<>();
        files.forEach(file -> read(file, fromFiles));
        List<String> all = new ArrayList<>();
        fromFiles.forEach((option, value) -> {
            if (rest.stream().noneMatch(arg -> option(arg) == option)) {
                all.add(option.longestName() + "=" + value);
            }
        });
        all.addAll(rest);
        return all;
    }

    /** Whether the next argument is the value of the last one. */
    private boolean isValue(List<String> before) {
        if (before.isEmpty() || before.get(before.size() - 1).contains("=")) {
            return false;
        }
        OptionSpec option = option(before.get(before.size() - 1));
        return option != null && option.arity().min() > 0;
    }

    private OptionSpec option(String arg) {
        int equals = arg.indexOf('=');
        return spec.findOption(equals < 0 ? arg : arg.substring(0, equals));
    }

    private void read(String file, Map<OptionSpec, String> into) {
        try {
            Path path = HadoopPaths.of(file);
            try (InputStream in =
                    FileSystems.of(path, HadoopPaths.configuration()).open(path)) {
                // No more is read than options can be: what is named may be a device, or a tensor by mistake.
                byte[] bytes = in.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new InvalidInputException("it is longer than 1 MiB, which no file of options is");
                }
                BufferedReader lines = new BufferedReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
                Set<OptionSpec> seen = new java.util.HashSet<>();
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(file + ":" + ++number, line, seen, into);
                }
            }
        } catch (java.io.FileNotFoundException e) {
            throw new ParameterException(command, "no such file: " + file, e);
        } catch (IOException | InvalidInputException e) {
            throw new ParameterException(command, file + " cannot be read: " + Shown.cause(e), e);
        }
    }

    private void take(String place, String line, Set<OptionSpec> seen, Map<OptionSpec, String> into) {
        String text = line.replaceFirst("(^|\\s)#.*", "").strip();
        if (text.isEmpty()) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new ParameterException(command, place + ": expected name = value, found " + Shown.quoted(text));
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        OptionSpec option = spec.findOption(name.startsWith("--") ? name : "--" + name);
        if (option == null || option.longestName().equals(OPTION)) {
            Set<String> known = new TreeSet<>();
            spec.options().forEach(one -> known.add(one.longestName().replaceFirst("^--", "")));
            String near = Nearest.to(name, known)
                    .map(n -> "; did you mean " + n + "?")
                    .orElse("");
            throw new ParameterException(command, place + ": unknown option " + Shown.text(name) + near);
        }
        if (!seen.add(option)) {
            throw new ParameterException(command, place + ": " + name + " stands twice");
        }
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        into.put(option, quoted ? value.substring(1, value.length() - 1) : value);
    }
}
