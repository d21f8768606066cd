package org.polyad.jobs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.polyad.InvalidInputException;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.TnsWriter;

/** The formats that a tensor is written in, by the file's suffix; indices count from a base, and tables have a column a mode. */
enum TensorFormat {
    TNS {
        @Override
        void write(SparseTensor tensor, int base, OutputStream out) throws IOException {
            new TnsWriter(base).write(tensor, out);
        }
    },
    /** With a header: mode0, mode1, ..., value. */
    CSV {
        @Override
        void write(SparseTensor tensor, int base, OutputStream out) throws IOException {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII), 1 << 16);
            StringBuilder line = new StringBuilder();
            for (int n = 0; n < tensor.order(); n++) {
                line.append(column(n)).append(',');
            }
            writer.append(line.append(VALUE).append('\n'));
            for (int p = 0; p < tensor.entries(); p++) {
                line.setLength(0);
                for (int n = 0; n < tensor.order(); n++) {
                    line.append((long) tensor.subscripts(n)[p] + base).append(',');
                }
                double x = tensor.values()[p];
                // Counts without a point, so that they look like counts.
                if (x == Math.rint(x) && Math.abs(x) < 1L << 53) {
                    line.append((long) x);
                } else {
                    line.append(x);
                }
                writer.append(line.append('\n'));
            }
            writer.flush();
        }
    },
    /** The same columns: longs and a double. */
    PARQUET {
        @Override
        void write(SparseTensor tensor, int base, OutputStream out) throws IOException {
            ParquetTensor.write(tensor, base, out);
        }
    };

    static final String VALUE = "value";

    static String column(int mode) {
        return "mode" + mode;
    }

    /** Without the suffixes of format and compression. */
    static String stem(String fileName) {
        String name = InputFormat.compression(fileName).isEmpty()
                ? fileName
                : fileName.substring(0, fileName.lastIndexOf('.'));
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Does not close the stream. */
    abstract void write(SparseTensor tensor, int base, OutputStream out) throws IOException;

    /** @throws IllegalArgumentException when the name does not tell */
    static TensorFormat of(String fileName) {
        InputFormat format = InputFormat.bySuffix(fileName);
        boolean compressed = !InputFormat.compression(fileName).isEmpty();
        if (format == InputFormat.TNS || format == InputFormat.CSV) {
            return valueOf(format.name());
        }
        if (format == InputFormat.PARQUET && !compressed) {
            return PARQUET;
        }
        throw new InvalidInputException(
                "the name of the output must end in .tns, .csv (or with .gz, .bz2 or .zst behind) or .parquet, found "
                        + Shown.quoted(fileName));
    }
}
