package org.polyad.spark.moments;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.polyad.InvalidInputException;
import org.polyad.moments.SampleBlock;

/** Samples of an RDD of rows (vector, weight) as blocks, in the order of the rows. */
public final class SampleBlocks {
    private SampleBlocks() {}

    /** @param features that each vector must have */
    public static JavaRDD<SampleBlock> of(JavaRDD<Row> rows, int features) {
        return rows.mapPartitions(partition -> new Blocks(partition, features));
    }

    /** Fills a block at a time. */
    private static final class Blocks implements Iterator<SampleBlock> {
        private final Iterator<Row> rows;
        private final int features;
        private final SampleBlock.Builder builder;

        Blocks(Iterator<Row> rows, int features) {
            this.rows = rows;
            this.features = features;
            this.builder = new SampleBlock.Builder(features);
        }

        @Override
        public boolean hasNext() {
            while (rows.hasNext() && !builder.full()) {
                add(rows.next());
            }
            return !builder.isEmpty();
        }

        private void add(Row row) {
            if (row.isNullAt(0) || row.isNullAt(1)) {
                throw new InvalidInputException("a sample is null, or its weight");
            }
            Vector vector = (Vector) row.get(0);
            if (vector.size() != features) {
                throw new InvalidInputException("all samples must have the same features, but one vector has the size "
                        + vector.size() + " and another " + features);
            }
            builder.add(vector.toArray(), row.getDouble(1));
        }

        @Override
        public SampleBlock next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return builder.build();
        }
    }
}
