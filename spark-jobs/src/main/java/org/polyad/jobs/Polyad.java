package org.polyad.jobs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.polyad.input.source.Pipes;
import org.polyad.jobs.flags.ConfigFiles;
import org.polyad.output.ResultStream;
import org.polyad.parallel.Threads;
import org.polyad.spark.session.Requirements;
import org.polyad.store.PolyadVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class: {@code polyad COMMAND [options]}. Each command has a file of its own in this package. */
@Command(
        name = "polyad",
        description = "Generalized CP tensor models on Apache Spark.",
        mixinStandardHelpOptions = true,
        versionProvider = Polyad.Version.class,
        subcommands = {
            FitCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            RecommendCommand.class,
            SplitCommand.class,
            ShowCommand.class,
            CompareCommand.class,
            ExperimentCommand.class,
            ReportCommand.class,
            GenerateCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            TopicsCommand.class,
            TransformCommand.class,
            HelpCommand.class
        })
public final class Polyad implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a command; the exit code is in {@link ExitCodes}. */
    public static void main(String[] args) {
        Optional<String> unmet = Requirements.unmet();
        if (unmet.isPresent()) {
            System.err.println("polyad: " + unmet.get());
            System.exit(ExitCodes.WRONG_INPUT);
        }
        int code = run(args);
        stopSpark();
        // On success main just returns: a cluster manager takes an early exit, even with 0, for a failure.
        if (code != ExitCodes.DONE) {
            System.exit(code);
        }
    }

    /** Where a command started it: at the JVM's end it would stop too late, and a cluster would see executors fail. */
    private static void stopSpark() {
        if (SparkEnv.get() != null) {
            SparkContext.getOrCreate().stop();
        }
    }

    private static int run(String... args) {
        return run(new FileOutputStream(FileDescriptor.out), args);
    }

    /** @param results standard output, whose failures count */
    static int run(OutputStream results, String... args) {
        ResultStream stream = new ResultStream(results);
        PrintWriter writer = new PrintWriter(new OutputStreamWriter(stream, charset()), true);
        PrintStream out = System.out;
        // Standard output is for results; a library may print a note of its own there.
        System.setOut(System.err);
        // After that: picocli takes a System.out that has changed since it began for the writer that was meant.
        CommandLine command = commandLine().setOut(writer);
        try {
            // a command with --threads has threads of its own
            int code;
            try (Threads threads = Threads.of(Runtime.getRuntime().availableProcessors())) {
                code = threads.in(() -> command.execute(args));
            }
            writer.flush();
            return stream.failure() == null ? code : lost(stream, code, command.getErr());
        } catch (Error e) {
            // picocli hands over exceptions only.
            return Errors.report(e, command.getErr());
        } finally {
            System.setOut(out);
        }
    }

    /** What the terminal or the locale says, as for System.out. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return name == null || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
    }

    /** A command that did its work and could not say so. */
    private static int lost(ResultStream stream, int code, PrintWriter err) {
        if (code != ExitCodes.DONE) {
            return code;
        }
        if (stream.isClosedPipe()) {
            return ExitCodes.CLOSED_PIPE;
        }
        err.println("polyad: the result could not be written to standard output: "
                + stream.failure().getMessage());
        err.flush();
        return ExitCodes.UNFINISHED;
    }

    /** The whole command line, as tests use it too. */
    static CommandLine commandLine() {
        // Its warnings would stand beside the one line that says what is wrong.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        Errors errors = new Errors();
        CommandLine polyad = new CommandLine(new Polyad());
        for (CommandLine command : polyad.getSubcommands().values()) {
            if (!(command.getCommandSpec().userObject() instanceof HelpCommand)) {
                ConfigFiles.add(command);
                HelpPage.apply(command);
            }
        }
        polyad.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } finally {
                Pipes.clear();
            }
        });
        return polyad.setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true))
                // @FILE holds our own "name = value" lines, not picocli's words.
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** No command was given. */
    @Override
    public void run() {
        String commands = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "give a command: " + commands + " (polyad --help says more)");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"polyad " + PolyadVersion.current()};
        }
    }
}
