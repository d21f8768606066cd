package org.polyad.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads csv in this process, without a SparkSession. */
final class CsvSource implements EntrySource {
    private final List<InputFile> files;
    private final Configuration conf;
    private final TableColumns columns;
    private final BadRows badRows;
    private final CsvDialect dialect;

    CsvSource(List<InputFile> files, Configuration conf, TableColumns columns, CsvDialect dialect, BadRows badRows) {
        this.files = files;
        this.conf = conf;
        this.columns = columns;
        this.dialect = dialect;
        this.badRows = badRows;
    }

    @Override
    public List<String> modeNames() {
        return columns.modeNames();
    }

    @Override
    public void read(Sink sink) throws IOException {
        // Finds out that none has lines.
        CsvRecords.names(files, conf, dialect);
        for (InputFile file : files) {
            try (CsvRecords records = new CsvRecords(file, conf, dialect)) {
                read(file, records, sink);
            } catch (CsvRecords.NoLines empty) {
                // Others have.
                continue;
            }
        }
        badRows.end();
    }

    private void read(InputFile file, CsvRecords records, Sink sink) {
        Place place = new Place(file.name());
        int length = records.fields();
        TableColumns.InFile where = columns.in(file.name(), records.names());
        for (String[] row = records.next(); row != null; row = records.next()) {
            place.line = records.line();
            if (row.length != length) {
                badRows.found(place, "expected " + length + " fields, found " + row.length);
            } else if (badRows.takes(where, records.whole(row), place)) {
                where.give(sink, place);
            }
        }
    }
}
