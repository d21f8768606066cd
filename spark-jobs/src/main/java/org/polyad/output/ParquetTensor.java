package org.polyad.output;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.polyad.store.ParquetRows;
import org.polyad.tensor.SparseTensor;

/** Writes a tensor as one Parquet file, a row an entry, without a SparkSession. */
final class ParquetTensor {
    private ParquetTensor() {}

    /** Does not close the stream. @param base of the indices written */
    static void write(SparseTensor tensor, int base, OutputStream out) throws IOException {
        try (ParquetWriter<Integer> writer = new Entries(tensor, base)
                .to(() -> new Counted(out))
                // Whatever JVM reads it, it has gzip in it.
                .withCompressionCodec(CompressionCodecName.GZIP)
                .build()) {
            for (int p = 0; p < tensor.entries(); p++) {
                writer.write(p);
            }
        }
    }

    /** A record is the number of an entry. */
    private static final class Entries extends ParquetRows {
        private final SparseTensor tensor;
        private final int base;

        Entries(SparseTensor tensor, int base) {
            this.tensor = tensor;
            this.base = base;
        }

        @Override
        protected MessageType schema() {
            Types.MessageTypeBuilder message = Types.buildMessage();
            for (int n = 0; n < tensor.order(); n++) {
                message.required(PrimitiveTypeName.INT64).named(TensorFormat.column(n));
            }
            return message.required(PrimitiveTypeName.DOUBLE)
                    .named(TensorFormat.VALUE)
                    .named("entry");
        }

        @Override
        protected void fields(int entry, RecordConsumer to) {
            for (int n = 0; n < tensor.order(); n++) {
                to.startField(TensorFormat.column(n), n);
                to.addLong((long) tensor.subscripts(n)[entry] + base);
                to.endField(TensorFormat.column(n), n);
            }
            to.startField(TensorFormat.VALUE, tensor.order());
            to.addDouble(tensor.values()[entry]);
            to.endField(TensorFormat.VALUE, tensor.order());
        }
    }

    /** Parquet needs to know how much was written. */
    private static final class Counted extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counted(OutputStream out) {
            this.out = out;
        }

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
    }
}
