package org.polyad.jobs;

import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.polyad.InvalidInputException;

/** What Spark says of a table and of expressions, in a sentence. */
final class TableErrors {
    private TableErrors() {}

    /** Rows that cannot be read, or a value that an expression does not take. */
    static InvalidInputException inRows(String input, InputFormat format, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException ours) {
                return ours;
            }
            if (cause instanceof java.io.IOException && cause.getMessage() != null) {
                return new InvalidInputException(cause.getMessage(), e);
            }
        }
        return new InvalidInputException(input + " cannot be read as " + format + ": " + cause(e), e);
    }

    /** Without plan, class and advice for programmers. */
    static String cause(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null
                && (deepest instanceof SparkException || deepest instanceof RuntimeException)) {
            deepest = deepest.getCause();
        }
        String text =
                deepest instanceof AnalysisException analysis ? analysis.getSimpleMessage() : deepest.getMessage();
        String line = text == null
                ? deepest.getClass().getSimpleName()
                : text.strip().lines().findFirst().orElse("");
        return line.replaceFirst("^\\[[A-Z_.]+\\] ", "")
                .replaceFirst("\\s*SQLSTATE: \\w+$", "")
                .replaceFirst("\\.$", "");
    }
}
