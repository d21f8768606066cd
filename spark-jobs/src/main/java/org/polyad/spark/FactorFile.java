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

/** Writes a factor matrix as Parquet: {@code index} (long), perhaps {@code label} (string), {@code row} (list of doubles). */
final class FactorFile {
    private FactorFile() {}

    /** @param column whether there is a label column; null labels make it null throughout */
    static void write(
            FactorMatrix factor, String[] labels, boolean column, FileSystem files, Path file, Configuration conf)
            throws IOException {
        // Not compressed: numbers hardly are, and every reader takes it without native code.
        try (ParquetWriter<Integer> writer = new Builder(new Output(files, file), new Rows(factor, labels, column))
                .withConf(conf)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDictionaryEncoding("row.list.element", false)
                .withDictionaryEncoding("index", false)
                .withDictionaryEncoding("label", false)
                .build()) {
            for (int i = 0; i < factor.rows(); i++) {
                writer.write(i);
            }
        }
    }

    private static MessageType schema(boolean labels) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        message.required(PrimitiveTypeName.INT64).named("index");
        if (labels) {
            message.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("label");
        }
        return message.requiredList()
                .requiredElement(PrimitiveTypeName.DOUBLE)
                .named("row")
                .named("factor");
    }

    private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
            return rows;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration conf) {
            return rows;
        }
    }

    /** A record is the number of a row. */
    private static final class Rows extends WriteSupport<Integer> {
        private final FactorMatrix factor;
        private final String[] labels;
        private final boolean column;
        private RecordConsumer to;

        Rows(FactorMatrix factor, String[] labels, boolean column) {
            this.factor = factor;
            this.labels = labels;
            this.column = column;
        }

        @Override
        public WriteContext init(Configuration conf) {
            return new WriteContext(schema(column), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration conf) {
            return new WriteContext(schema(column), Map.of());
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
            if (labels != null) {
                to.startField("label", 1);
                to.addBinary(Binary.fromString(labels[row]));
                to.endField("label", 1);
            }
            int field = column ? 2 : 1;
            to.startField("row", field);
            to.startGroup();
            to.startField("list", 0);
            for (int r = 0; r < factor.columns(); r++) {
                to.startGroup();
                to.startField("element", 0);
                to.addDouble(factor.at(row, r));
                to.endField("element", 0);
                to.endGroup();
            }
            to.endField("list", 0);
            to.endGroup();
            to.endField("row", field);
            to.endMessage();
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
