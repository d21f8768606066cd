package org.polyad.spark;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.polyad.tensor.FactorMatrix;

/**
 * Writes a factor matrix as Parquet: {@code index} (long), perhaps {@code label} (string), {@code row} (list of doubles), perhaps {@code
 * entries} (long).
 */
final class FactorFile {
    private FactorFile() {}

    /**
     * What to write.
     *
     * @param labels null where the mode has none
     * @param entries the listed entries of each row; null: not known
     * @param labelColumn whether there is a label column; null labels make it null throughout
     */
    record Rows(FactorMatrix factor, String[] labels, long[] entries, boolean labelColumn) {}

    static void write(Rows rows, FileSystem files, Path file, Configuration conf) throws IOException {
        // Not compressed: numbers hardly are, and every reader takes it without native code.
        try (ParquetWriter<Integer> writer = new Builder(new Output(files, file), new Records(rows))
                .withConf(conf)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDictionaryEncoding("row.list.element", false)
                .withDictionaryEncoding("index", false)
                .withDictionaryEncoding("label", false)
                .withDictionaryEncoding("entries", false)
                .build()) {
            for (int i = 0; i < rows.factor.rows(); i++) {
                writer.write(i);
            }
        }
    }

    private static MessageType schema(Rows rows) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        message.required(PrimitiveTypeName.INT64).named("index");
        if (rows.labelColumn) {
            message.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("label");
        }
        message.requiredList().requiredElement(PrimitiveTypeName.DOUBLE).named("row");
        if (rows.entries != null) {
            message.required(PrimitiveTypeName.INT64).named("entries");
        }
        return message.named("factor");
    }

    private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final Records records;

        Builder(OutputFile file, Records records) {
            super(file);
            this.records = records;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
            return records;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration conf) {
            return records;
        }
    }

    /** A record is the number of a row. */
    private static final class Records extends WriteSupport<Integer> {
        private final Rows rows;
        private RecordConsumer to;

        Records(Rows rows) {
            this.rows = rows;
        }

        @Override
        public WriteContext init(Configuration conf) {
            return new WriteContext(schema(rows), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration conf) {
            return new WriteContext(schema(rows), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(Integer row) {
            to.startMessage();
            to.startField("index", 0);
            to.addLong(row);
            to.endField("index", 0);
            if (rows.labels != null) {
                to.startField("label", 1);
                to.addBinary(Binary.fromString(rows.labels[row]));
                to.endField("label", 1);
            }
            int field = rows.labelColumn ? 2 : 1;
            addNumbers(row, field);
            if (rows.entries != null) {
                to.startField("entries", field + 1);
                to.addLong(rows.entries[row]);
                to.endField("entries", field + 1);
            }
            to.endMessage();
        }

        private void addNumbers(int row, int field) {
            to.startField("row", field);
            to.startGroup();
            to.startField("list", 0);
            for (int r = 0; r < rows.factor.columns(); r++) {
                to.startGroup();
                to.startField("element", 0);
                to.addDouble(rows.factor.at(row, r));
                to.endField("element", 0);
                to.endGroup();
            }
            to.endField("list", 0);
            to.endGroup();
            to.endField("row", field);
        }
    }

    /** Parquet's own goes through the file system that writes checksum files. */
    private record Output(FileSystem files, Path file) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) throws IOException {
            return new SortedFooter(files.create(file, false));
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
