package org.polyad.jobs;

import org.polyad.InvalidInputException;

/** What to do about rows of a table that cannot be taken: {@link BadLines}, and {@code --nulls} for those with an empty field. */
final class BadRows {
    private final BadLines lines;
    private final boolean dropNulls;
    private String firstNull;
    private long[] nulls;
    private TableColumns columns;
    private long dropped;

    /** @param nulls fail or drop */
    BadRows(BadLines lines, String nulls) {
        if (!nulls.equals("fail") && !nulls.equals("drop")) {
            throw new InvalidInputException("--nulls must be fail or drop, found " + nulls);
        }
        this.lines = lines;
        this.dropNulls = nulls.equals("drop");
    }

    boolean dropNulls() {
        return dropNulls;
    }

    /** Whether rows with nulls are neither dropped nor skipped. */
    boolean failOnNulls() {
        return !dropNulls && !lines.skip();
    }

    BadLines lines() {
        return lines;
    }

    void found(Object place, String what) {
        if (firstNull == null) {
            lines.found(place, what);
        }
    }

    /** Whether the row is good; it may be one of nulls, which are counted up to {@link #end}. */
    boolean takes(TableColumns.InFile where, Object[] row, Object place) {
        int empty = where.firstNull(row);
        if (empty >= 0 && dropNulls) {
            dropped++;
            return false;
        }
        String wrong = where.take(row);
        if (empty >= 0 && failOnNulls()) {
            count(where, row, place + ": " + wrong);
        } else if (wrong != null) {
            found(place, wrong);
        }
        return wrong == null && firstNull == null;
    }

    private void count(TableColumns.InFile where, Object[] row, String message) {
        if (firstNull == null) {
            firstNull = message;
            columns = where.columns();
            nulls = new long[columns.all().size()];
        }
        where.countNulls(row, nulls);
    }

    /** All rows were read. @throws IllegalArgumentException where there were nulls, with their counts */
    void end() {
        if (firstNull != null) {
            throw nulls(firstNull, columns, nulls);
        }
    }

    /** The error for nulls. @param counts by {@link TableColumns#all} */
    static InvalidInputException nulls(String first, TableColumns columns, long[] counts) {
        StringBuilder found = new StringBuilder();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                found.append(found.isEmpty() ? "" : ", ")
                        .append(columns.names().get(c))
                        .append(" in ")
                        .append(Shown.count(counts[c], "row"));
            }
        }
        return new InvalidInputException(
                first + "; it is empty (null) for " + found + ": --nulls drop leaves them out");
    }

    void dropped(long rows) {
        dropped += rows;
    }

    /** Says what was left out, if anything was. */
    void report(java.io.PrintWriter log) {
        lines.report(log);
        if (dropped > 0) {
            log.println(Shown.count(dropped, "row") + " with nulls dropped");
            log.flush();
        }
    }
}
