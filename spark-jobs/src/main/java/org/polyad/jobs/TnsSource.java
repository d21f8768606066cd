package org.polyad.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.polyad.InvalidInputException;
import org.polyad.tensor.TnsFormat;
import org.polyad.tensor.TnsReader;

/** Reads .tns files, as parts of one tensor. */
final class TnsSource implements EntrySource {
    private final List<InputFile> files;
    private final Configuration conf;
    private final TnsFormat format;
    private final BadLines badLines;

    TnsSource(List<InputFile> files, Configuration conf, TnsFormat format, BadLines badLines) {
        this.files = files;
        this.conf = conf;
        this.format = format;
        this.badLines = badLines;
    }

    /** What the options say of the lines. @throws IllegalArgumentException for options that only tables have */
    static TnsFormat format(InputOptions options) {
        if (options.columns != null || options.value != null) {
            throw new InvalidInputException(
                    "--columns and --value are for tables, and a .tns file has no named columns");
        }
        if (options.weight != null && !options.weight.equals("last")) {
            throw new InvalidInputException(
                    "--weight must be last for a .tns file (the weight stands after the value), found "
                            + options.weight);
        }
        return TnsFormat.standard().withIndexBase(options.indexBase).withWeight(options.weight != null);
    }

    @Override
    public List<String> modeNames() {
        return List.of();
    }

    @Override
    public void read(Sink sink) throws IOException {
        TnsReader reader = new TnsReader(format, badLines.skip());
        for (InputFile file : files) {
            Place place = new Place(file.name());
            try (InputStream in = file.open(conf)) {
                reader.read(in, file.name(), (line, subscript, value, weight) -> {
                    place.line = line;
                    sink.indexed(subscript, value, weight, place);
                });
            }
        }
        badLines.skipped(reader.badLines(), reader.messages());
    }
}
