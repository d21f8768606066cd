package org.polyad.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.polyad.tensor.SparseTensor;

/** Writes a tensor as one Parquet file, a row an entry, without a SparkSession. */
final class ParquetTensor {
    private ParquetTensor() {}

    /** Does not close the stream. @param base of the indices written */
    static void write(SparseTensor tensor, int base, OutputStream out) throws IOException {
        try (ParquetWriter<Integer> writer = new Builder(new Output(out), new Entries(tensor, base))
                // Whatever JVM reads it, it has gzip in it.
                .withCompressionCodec(CompressionCodecName.GZIP)
                .build()) {
            for (int p = 0; p < tensor.entries(); p++) {
                writer.write(p);
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final Entries entries;

        Builder(OutputFile file, Entries entries) {
            super(file);
            this.entries = entries;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
            return entries;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration conf) {
            return entries;
        }
    }

    /** A record is the number of an entry. */
    private static final class Entries extends WriteSupport<Integer> {
        private final SparseTensor tensor;
        private final int base;
        private RecordConsumer to;

        Entries(SparseTensor tensor, int base) {
            this.tensor = tensor;
            this.base = base;
        }

        private MessageType schema() {
            Types.MessageTypeBuilder message = Types.buildMessage();
            for (int n = 0; n < tensor.order(); n++) {
                message.required(PrimitiveTypeName.INT64).named(TensorFormat.column(n));
            }
            return message.required(PrimitiveTypeName.DOUBLE)
                    .named(TensorFormat.VALUE)
                    .named("entry");
        }

        @Override
        public WriteContext init(Configuration conf) {
            return new WriteContext(schema(), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration conf) {
            return new WriteContext(schema(), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(Integer entry) {
            to.startMessage();
            for (int n = 0; n < tensor.order(); n++) {
                to.startField(TensorFormat.column(n), n);
                to.addLong((long) tensor.subscripts(n)[entry] + base);
                to.endField(TensorFormat.column(n), n);
            }
            to.startField(TensorFormat.VALUE, tensor.order());
            to.addDouble(tensor.values()[entry]);
            to.endField(TensorFormat.VALUE, tensor.order());
            to.endMessage();
        }
    }

    /** Parquet only wants to know how much was written. */
    private record Output(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int b) throws IOException {
                    out.write(b);
                    position++;
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                    position += length;
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
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
