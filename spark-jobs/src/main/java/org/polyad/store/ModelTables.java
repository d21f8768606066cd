package org.polyad.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/** Matrices as Parquet in subfolders. */
final class ModelTables {
    private final FileSystem files;
    private final Path folder;
    private final Configuration conf;
    private String[] labels;

    ModelTables(FileSystem files, Path folder, Configuration conf) {
        this.files = files;
        this.folder = folder;
        this.conf = conf;
    }

    void write(String name, int rows, double[] values, String[] words) throws IOException {
        int columns = values.length / rows;
        FactorMatrix matrix = new FactorMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            matrix.setRow(i, values, i * columns);
        }
        Path file = new Path(folder, name + "/part-00000.parquet");
        FactorFile.write(new FactorFile.Rows(matrix, words, null, words != null), files, file, conf);
    }

    /** Of the table read last; null: it has none. */
    String[] labels() {
        return labels;
    }

    double[] read(String name, int rows, int columns) throws IOException {
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new InvalidInputException(rows + " rows of " + columns + " numbers do not fit into memory");
        }
        FactorReader reader = new FactorReader(files, new Path(folder, name), rows, columns);
        FactorMatrix matrix = reader.read(conf);
        labels = reader.labels();
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix.data(), matrix.offset(i), values, i * columns, columns);
        }
        return values;
    }
}
