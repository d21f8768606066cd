package org.polyad.input.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.polyad.files.HadoopPaths;
import org.polyad.input.source.EntrySource;
import org.polyad.input.source.InputFile;

/** The rows of one csv file, read from its beginning in a task, so that each knows its line. */
final class CsvFileRows implements Iterator<Row> {
    private final InputFile file;
    private final CsvRecords records;
    private final CsvLines.Layout layout;
    private final int width;
    private Row next;

    CsvFileRows(InputFile file, CsvDialect dialect, CsvLines.Layout layout, int width) throws IOException {
        this.file = file;
        this.width = width;
        this.records = new CsvRecords(file, HadoopPaths.configuration(), dialect);
        this.layout = layout;
        TaskContext.get().addTaskCompletionListener(task -> {
            try {
                records.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            String[] fields = records.next();
            next = fields == null ? null : row(fields);
        }
        return next != null;
    }

    private Row row(String[] fields) {
        String place = new EntrySource.Place(file.name(), records.line()).toString();
        return fields.length == layout.fields()
                ? layout.row(fields, width, layout.origin(0), place, null)
                : layout.row(
                        null,
                        width,
                        layout.origin(0),
                        place,
                        "expected " + layout.fields() + " fields, found " + fields.length);
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }
}
