package org.polyad.jobs;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.polyad.InvalidInputException;

/** Reads in this process what only Spark reads: parquet, json and orc, and tables of which something is computed. */
final class SparkSource implements EntrySource {
    private final InputOptions options;
    private final InputFormat format;
    private final List<InputFile> files;
    private final TableColumns columns;
    private final BadRows badRows;

    SparkSource(InputOptions options, InputFormat format, List<InputFile> files, BadRows badRows) {
        this.options = options;
        this.format = format;
        this.files = files;
        this.columns = new TableColumns(options);
        this.badRows = badRows;
    }

    @Override
    public List<String> modeNames() {
        return columns.modeNames();
    }

    @Override
    public void read(Sink sink) throws IOException {
        try {
            read(new SparkTable(options, format, files, true).select(), sink);
        } catch (InvalidInputException | IOException e) {
            throw e;
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw TableErrors.inRows(options.input, format, e);
        }
        badRows.end();
    }

    private void read(SparkTable.Selected table, Sink sink) {
        SelectedFields fields = table.fields();
        TableColumns.InFile where = columns.inOrder();
        Place unknown = new Place(options.input);
        Object[] row = new Object[fields.count()];
        Iterator<Row> rows = table.rows().toLocalIterator();
        while (rows.hasNext()) {
            Row next = rows.next();
            String known = fields.place(next);
            Place place = known == null ? unknown : new Place(known);
            if (fields.bad(next) != null) {
                badRows.found(place, fields.bad(next));
                continue;
            }
            fields.fill(next, row);
            if (badRows.takes(where, row, place)) {
                where.give(sink, place);
            }
        }
    }
}
