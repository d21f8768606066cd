package org.polyad.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.BitSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/**
 * Reads one factor from the Parquet files of a folder, whoever wrote them and in whatever order. Nothing that they say is believed:
 * counts are checked before memory is reserved, every index against the mode's size, every number.
 */
final class FactorReader {
    private final FileSystem files;
    private final Path folder;
    private final int size;
    private final int rank;
    private FactorMatrix factor;
    private String[] labels;
    private int labelled;
    private long[] entries;
    private int counted;
    private BitSet seen;

    FactorReader(FileSystem files, Path folder, int size, int rank) {
        this.files = files;
        this.folder = folder;
        this.size = size;
        this.rank = rank;
    }

    /** @throws IllegalArgumentException naming the file or folder, when it is damaged */
    FactorMatrix read(Configuration conf) throws IOException {
        FileStatus[] parts = parts();
        // Parquet would read Hadoop's settings anew for each file otherwise, which takes longer than a small file.
        ParquetConfiguration settings = new HadoopParquetConfiguration(conf);
        long rows = 0;
        for (FileStatus part : parts) {
            rows += inFile(part.getPath(), () -> checkedRows(part, settings));
        }
        if (rows != size) {
            throw new InvalidInputException(
                    Paths.shown(folder) + " has " + rows + " rows, but the mode's size is " + size);
        }
        factor = new FactorMatrix(size, rank);
        entries = new long[size];
        seen = new BitSet(size);
        for (FileStatus part : parts) {
            inFile(part.getPath(), () -> copy(part, settings));
        }
        if (labelled != 0 && labelled != size) {
            throw new InvalidInputException(
                    Paths.shown(folder) + " has labels for " + labelled + " of " + size + " rows");
        }
        if (counted != 0 && counted != size) {
            throw new InvalidInputException(
                    Paths.shown(folder) + " has entries for " + counted + " of " + size + " rows");
        }
        return factor;
    }

    /** Of the rows read, or null. */
    String[] labels() {
        return labels;
    }

    /** The listed entries of each row read, or null where the files do not say them. */
    long[] entries() {
        return counted == 0 ? null : entries;
    }

    private FileStatus[] parts() throws IOException {
        try {
            return files.listStatus(folder, path -> path.getName().endsWith(".parquet") && !hidden(path));
        } catch (FileNotFoundException e) {
            throw new InvalidInputException("the folder " + Paths.shown(folder) + " is missing", e);
        }
    }

    private static boolean hidden(Path path) {
        return path.getName().startsWith(".") || path.getName().startsWith("_");
    }

    /** The number of rows, once columns and sizes are such as they must be. */
    private long checkedRows(FileStatus part, ParquetConfiguration settings) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(settings).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new Input(files, part), options)) {
            FactorRows.checkSchema(reader.getFileMetaData().getSchema());
            long rows = 0;
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                for (ColumnChunkMetaData chunk : block.getColumns()) {
                    long end = chunk.getStartingPos() + chunk.getTotalSize();
                    if (chunk.getTotalSize() < 0 || chunk.getStartingPos() < 0 || end > part.getLen() || end < 0) {
                        throw new InvalidInputException("a column ends beyond the file's end");
                    }
                }
                if (block.getRowCount() < 0 || block.getRowCount() > size) {
                    throw new InvalidInputException(
                            "a block has " + block.getRowCount() + " rows, but the mode's size is " + size);
                }
                rows += block.getRowCount();
            }
            return rows;
        }
    }

    private long copy(FileStatus part, ParquetConfiguration settings) throws IOException {
        try (ParquetReader<FactorRows.Row> reader = new Builder(new Input(files, part), settings, rank).build()) {
            for (FactorRows.Row row = reader.read(); row != null; row = reader.read()) {
                take(row);
            }
        }
        return 0;
    }

    private void take(FactorRows.Row row) {
        if (row.index < 0 || row.index >= size) {
            throw new InvalidInputException("index " + row.index + " is not below the mode's size " + size);
        }
        int i = (int) row.index;
        if (seen.get(i)) {
            throw new InvalidInputException("index " + i + " stands twice");
        }
        seen.set(i);
        if (row.count != rank) {
            throw new InvalidInputException("row " + i + " has " + row.count + " numbers, but the rank is " + rank);
        }
        for (int r = 0; r < rank; r++) {
            if (!Double.isFinite(row.numbers[r])) {
                throw new InvalidInputException("row " + i + " has a number that is " + row.numbers[r]);
            }
        }
        factor.setRow(i, row.numbers, 0);
        if (row.entries != FactorRows.UNKNOWN) {
            if (row.entries < 0) {
                throw new InvalidInputException("row " + i + " has " + row.entries + " entries, not 0 or more");
            }
            entries[i] = row.entries;
            counted++;
        }
        if (row.label != null) {
            labels = labels == null ? new String[size] : labels;
            labels[i] = row.label;
            labelled++;
        }
    }

    @FunctionalInterface
    private interface Work {
        long run() throws IOException;
    }

    /** What Parquet throws on a damaged file is of many kinds. */
    private static long inFile(Path file, Work work) {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof InvalidInputException)) {
                cause = cause.getCause();
            }
            String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            // Parquet names the file too, as an object's toString.
            String prefix = message.startsWith(file.toString()) ? "" : Paths.shown(file) + ": ";
            throw new InvalidInputException(prefix + message.lines().findFirst().orElse(""), e);
        }
    }

    private static final class Builder extends ParquetReader.Builder<FactorRows.Row> {
        private final int rank;

        Builder(InputFile file, ParquetConfiguration settings, int rank) {
            super(file, settings);
            this.rank = rank;
        }

        @Override
        protected ReadSupport<FactorRows.Row> getReadSupport() {
            return new FactorRows(rank);
        }
    }

    /** Parquet's own goes through the file system that checks checksum files. */
    private record Input(FileSystem files, FileStatus file) implements InputFile {
        @Override
        public long getLength() {
            return file.getLen();
        }

        @Override
        public SeekableInputStream newStream() throws IOException {
            return HadoopStreams.wrap(files.open(file.getPath()));
        }

        @Override
        public String toString() {
            return file.getPath().toString();
        }
    }
}
