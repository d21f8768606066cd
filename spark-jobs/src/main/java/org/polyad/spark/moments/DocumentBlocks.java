package org.polyad.spark.moments;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.polyad.InvalidInputException;
import org.polyad.moments.DocumentBlock;

/** Documents of an RDD of rows (vector of counts, weight) as blocks, in the order of the rows. */
public final class DocumentBlocks {
    private DocumentBlocks() {}

    /**
     * @param words size of the vocabulary, which each vector must have
     * @param fewest documents of fewer words are left out
     */
    public static JavaRDD<DocumentBlock> of(JavaRDD<Row> rows, int words, int fewest) {
        return rows.mapPartitions(partition -> new Blocks(partition, words, fewest));
    }

    /** Fills a block at a time. */
    private static final class Blocks implements Iterator<DocumentBlock> {
        private final Iterator<Row> rows;
        private final int words;
        private final DocumentBlock.Builder builder;

        Blocks(Iterator<Row> rows, int words, int fewest) {
            this.rows = rows;
            this.words = words;
            this.builder = new DocumentBlock.Builder(fewest);
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
                throw new InvalidInputException("a document is null, or its weight");
            }
            Vector vector = (Vector) row.get(0);
            if (vector.size() != words) {
                throw new InvalidInputException("all documents must count the same words, but one vector has the size "
                        + vector.size() + " and another " + words);
            }
            SparseVector counts = vector.toSparse();
            builder.add(counts.indices(), counts.values(), counts.indices().length, row.getDouble(1));
        }

        @Override
        public DocumentBlock next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return builder.build();
        }
    }
}
