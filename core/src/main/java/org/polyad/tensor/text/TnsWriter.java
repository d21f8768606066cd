package org.polyad.tensor.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.polyad.tensor.SparseTensor;

/** Writes the format that {@link TnsReader} reads; every number reads back to the same bits. */
public final class TnsWriter {
    private static final double WHOLE = 1L << 53;

    private final int indexBase;

    public TnsWriter(int indexBase) {
        this.indexBase = indexBase;
    }

    /** A line for each entry in lexicographic order, with the weight last if there are weights. Does not close the stream. */
    public void write(SparseTensor tensor, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII), 1 << 16);
        StringBuilder line = new StringBuilder();
        for (int p = 0; p < tensor.entries(); p++) {
            line.setLength(0);
            for (int n = 0; n < tensor.order(); n++) {
                line.append((long) tensor.subscripts(n)[p] + indexBase).append(' ');
            }
            number(line, tensor.values()[p]);
            if (tensor.weights() != null) {
                number(line.append(' '), tensor.weights()[p]);
            }
            writer.append(line.append('\n'));
        }
        writer.flush();
    }

    /** Counts without a point, so that they look like counts. */
    static void number(StringBuilder line, double x) {
        if (x == Math.rint(x) && Math.abs(x) < WHOLE && !(x == 0 && 1 / x < 0)) {
            line.append((long) x);
        } else {
            line.append(x);
        }
    }
}
