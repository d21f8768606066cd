package org.polyad.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.polyad.InvalidInputException;

/**
 * An expression of Spark SQL over a table's columns, with messages in the user's names. In Spark SQL backticks are around names, and
 * quotes of both kinds around texts, which is easily mixed up and would make of a column a constant.
 *
 * @param option that gave it
 * @param names of the table's columns
 */
record TableExpression(String option, String text, List<String> names) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** A text in single quotes, a name in backticks, or a text in double quotes, which is the group. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|\"([^\"]*)\"");

    /** @throws IllegalArgumentException when it cannot be read, names what is not there, or has a column's name in double quotes */
    Column over(Dataset<Row> rows) {
        checkQuotes(rows.sparkSession());
        try {
            Column column = functions.expr(text);
            rows.select(column);
            return column;
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw wrong(e);
        }
    }

    /** The same, of an index column: it must use a column of the table. */
    Column ofMode(Dataset<Row> rows) {
        Column column = over(rows);
        if (constant(rows.sparkSession(), column).isPresent()) {
            throw constantError();
        }
        return column;
    }

    /** The same, of values or weights: a constant must be a number. */
    Column ofNumber(Dataset<Row> rows) {
        Column column = over(rows);
        if (constant(rows.sparkSession(), column)
                .filter(DataTypes.StringType::equals)
                .isPresent()) {
            throw new InvalidInputException(option + " " + Shown.quoted(text)
                    + " is a text, not a column; a column's name in an expression is written in backticks" + example());
        }
        return column;
    }

    /** The same, of a condition: one on texts alone was meant for a column. */
    Column ofCondition(Dataset<Row> rows) {
        Column column = over(rows);
        boolean quotes = text.indexOf('"') >= 0 || text.indexOf('\'') >= 0;
        if (quotes && constant(rows.sparkSession(), column).isPresent()) {
            throw constantError();
        }
        return column;
    }

    private InvalidInputException constantError() {
        return new InvalidInputException(option + " " + Shown.quoted(text)
                + " uses no column, so it is the same in every row; a column's name in an expression is written in"
                + " backticks" + example());
    }

    /** The type of a constant; empty for what depends on a row. */
    private static Optional<DataType> constant(SparkSession session, Column column) {
        try {
            return Optional.of(
                    session.emptyDataFrame().select(column).schema().apply(0).dataType());
        } catch (Exception e) {
            // It names a column.
            return Optional.empty();
        }
    }

    private void checkQuotes(SparkSession session) {
        if (session.conf()
                .get("spark.sql.ansi.doubleQuotedIdentifiers", "false")
                .equals("true")) {
            return;
        }
        for (Matcher quoted = QUOTED.matcher(text); quoted.find(); ) {
            if (quoted.group(1) != null && names.contains(quoted.group(1))) {
                throw new InvalidInputException(option + " " + Shown.quoted(text) + ": in Spark SQL "
                        + Shown.text(quoted.group()) + " is a text; the column of that name is written "
                        + SparkTable.quoted(quoted.group(1)));
            }
        }
    }

    private String example() {
        String bare = text.replaceFirst("(?is)\\s+as\\s+\\S+$", "").replaceAll("^['\"]|['\"]$", "");
        return names.contains(bare) ? ": " + SparkTable.quoted(bare) : "; the columns are " + Shown.names(names);
    }

    /** What Spark says, in a sentence. */
    InvalidInputException wrong(Exception e) {
        if (e instanceof InvalidInputException ours) {
            return ours;
        }
        return new InvalidInputException(option + " " + Shown.quoted(text) + ": " + cause(e), e);
    }

    /** The same without the expression. */
    String cause(Exception e) {
        String hint = hint();
        return unresolved(e, hint.isEmpty()).orElseGet(() -> TableErrors.cause(e)) + hint;
    }

    /** Spark offers our own columns too. @param guess whether a similar name is likely to be meant */
    private Optional<String> unresolved(Throwable e, boolean guess) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnalysisException analysis
                    && String.valueOf(analysis.getCondition()).startsWith("UNRESOLVED_COLUMN")) {
                String name = analysis.getMessageParameters()
                        .getOrDefault("objectName", "")
                        .replace("`", "");
                String near = Nearest.to(name, names)
                        .filter(n -> guess)
                        .map(n -> "; did you mean " + Shown.text(n) + "?")
                        .orElse("");
                return Optional.of(
                        "there is no column " + Shown.text(name) + ", the columns are " + Shown.names(names) + near);
            }
        }
        return Optional.empty();
    }

    /** Names that stand in the expression as they are, but can only be read in backticks. */
    private String hint() {
        List<String> meant = new ArrayList<>();
        for (String name : names) {
            int at = text.toLowerCase(java.util.Locale.ROOT).indexOf(name.toLowerCase(java.util.Locale.ROOT));
            boolean quoted = at > 0 && text.charAt(at - 1) == '`';
            if (at >= 0 && !quoted && !PLAIN_NAME.matcher(name).matches()) {
                meant.add(SparkTable.quoted(name));
            }
        }
        return meant.isEmpty()
                ? ""
                : "; a name with blanks, dots or other signs is written in backticks: " + Shown.names(meant);
    }
}
