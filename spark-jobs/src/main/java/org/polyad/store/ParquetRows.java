package org.polyad.store;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes records that have numbers, from arrays, as Parquet. The writer is given the number of a record and asks for its fields. */
public abstract class ParquetRows extends WriteSupport<Integer> {
    private RecordConsumer to;

    protected abstract MessageType schema();

    /** Adds the fields of one record. */
    protected abstract void fields(int record, RecordConsumer to);

    /** A writer of these records. */
    public final Builder to(Target target) {
        return new Builder(new Output(target), this);
    }

    /** Where the bytes go. */
    @FunctionalInterface
    public interface Target {
        PositionOutputStream open() throws IOException;
    }

    /** Parquet's builder, for compression and the like. */
    public static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final ParquetRows rows;

        private Builder(OutputFile file, ParquetRows rows) {
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

    @Override
    public final WriteContext init(Configuration conf) {
        return new WriteContext(schema(), Map.of());
    }

    @Override
    public final WriteContext init(ParquetConfiguration conf) {
        return new WriteContext(schema(), Map.of());
    }

    @Override
    public final void prepareForWrite(RecordConsumer consumer) {
        to = consumer;
    }

    @Override
    public final void write(Integer record) {
        to.startMessage();
        fields(record, to);
        to.endMessage();
    }

    /** Parquet's own goes through the file system that writes checksum files. */
    private record Output(Target target) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) throws IOException {
            return target.open();
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
