package org.polyad.spark.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyad.linalg.Fibres;
import org.polyad.tensor.SparseTensor;
import scala.Tuple2;

/** Whole fibres of a mode: those that a hash puts in one of a fixed number of buckets. */
public final class FibreBucket implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int bucket;
    private final Fibres fibres;
    private final int[] rows;

    FibreBucket(int bucket, SparseTensor tensor, int mode) {
        this.bucket = bucket;
        this.fibres = new Fibres(tensor, mode);
        this.rows = Arrays.stream(tensor.subscripts(mode)).sorted().distinct().toArray();
    }

    /** This bucket's part of Y = X (X' Q), cut by ranges of {@code width} rows: range and rows. */
    List<Tuple2<Integer, RowSums>> squareTimes(double[] q, int columns, int width) {
        double[] y = new double[q.length];
        fibres.addSquareTimes(q, y, columns);
        List<Tuple2<Integer, RowSums>> parts = new ArrayList<>();
        for (int from = 0; from < rows.length; ) {
            int range = rows[from] / width;
            int end = from;
            while (end < rows.length && rows[end] / width == range) {
                end++;
            }
            double[] sums = new double[(end - from) * columns];
            for (int k = from; k < end; k++) {
                System.arraycopy(y, rows[k] * columns, sums, (k - from) * columns, columns);
            }
            parts.add(new Tuple2<>(range, new RowSums(bucket, Arrays.copyOfRange(rows, from, end), sums)));
            from = end;
        }
        return parts;
    }
}
