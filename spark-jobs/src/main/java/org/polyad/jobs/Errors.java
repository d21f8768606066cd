package org.polyad.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.polyad.InvalidInputException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever a command throws into what the user sees: one line {@code polyad: ...} where the input or an option is
 * wrong, a stack trace where Polyad is.
 */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Hadoop puts a name node's stack behind what it answered. */
    private static final Pattern SERVERS_STACK = Pattern.compile("(?s)\\R\\s+at [\\w.$]+\\(.*");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        if (e instanceof MissingParameterException) {
            // A required option may only seem to be missing, because its name is misspelt.
            Set<String> known = command.getCommandSpec().optionsMap().keySet();
            for (String arg : args) {
                if (arg.startsWith("--") && !known.contains(optionName(arg))) {
                    return complain(command.getErr(), unknown(arg, command.getCommandSpec()));
                }
            }
        }
        return complain(command.getErr(), describe(e));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(e, command.getErr());
    }

    /** Writes the error and returns the exit code that goes with it. */
    static int report(Throwable thrown, PrintWriter err) {
        Optional<String> unfinished = Unfinished.reason(thrown);
        if (unfinished.isPresent()) {
            complain(err, unfinished.get());
            return ExitCodes.UNFINISHED;
        }
        Throwable cause = unwrap(thrown);
        Optional<String> wrongInput = wrongInput(cause);
        if (wrongInput.isPresent()) {
            LoggerFactory.getLogger(Errors.class).debug("The error in full", thrown);
            return complain(err, wrongInput.get());
        }
        thrown.printStackTrace(err);
        err.flush();
        return ExitCodes.BUG;
    }

    private static int complain(PrintWriter err, String message) {
        String shown = SERVERS_STACK.matcher(Shown.withoutSecrets(message)).replaceFirst("");
        err.println("polyad: " + shown.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return ExitCodes.WRONG_INPUT;
    }

    /** The exception that a task or a thread threw, out of what carried it here. */
    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isCarrier(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isCarrier(Throwable t) {
        return t instanceof SparkException
                || t instanceof ExecutionException
                || t instanceof CompletionException
                || t instanceof UncheckedIOException && t.getCause().toString().equals(t.getMessage());
    }

    /** What to tell the user, when the fault is in what was given to us. */
    private static Optional<String> wrongInput(Throwable cause) {
        if (cause instanceof ParameterException e) {
            return Optional.of(describe(e));
        }
        if (cause instanceof FileSystemException e) {
            return Optional.of(describe(e));
        }
        if (cause instanceof AnalysisException e) {
            // Without Spark's plan, which means nothing to the user.
            return Optional.of(e.getSimpleMessage());
        }
        boolean input = cause instanceof InvalidInputException
                || isOfFiles(cause)
                || cause instanceof SparkException && cause.getMessage().startsWith("Could not parse Master URL");
        // An exception without a message was not written for users, so treat it as a bug.
        return input ? Optional.ofNullable(cause.getMessage()) : Optional.empty();
    }

    /** A file that cannot be read as it is; what Java or Jackson says of objects is no fault of a file. */
    static boolean isOfFiles(Throwable cause) {
        Throwable e = cause instanceof UncheckedIOException ? cause.getCause() : cause;
        return e instanceof IOException
                && !(e instanceof ObjectStreamException || e instanceof JsonProcessingException);
    }

    /** The message of these exceptions is often the bare path. */
    private static String describe(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file: " + e.getFile();
        }
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getFile();
        }
        if (e instanceof FileAlreadyExistsException) {
            return "already exists: " + e.getFile();
        }
        return e.getMessage();
    }

    private static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), e.getCommandLine().getCommandSpec());
        }
        return e.getMessage();
    }

    private static String unknown(String argument, CommandSpec command) {
        boolean option = argument.startsWith("-");
        String name = option ? optionName(argument) : argument;
        Set<String> known =
                option ? command.optionsMap().keySet() : command.subcommands().keySet();
        String what = option ? "option" : known.isEmpty() ? "argument" : "command";
        String hint = Nearest.to(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return "unknown " + what + " " + name + hint;
    }

    private static String optionName(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }
}
