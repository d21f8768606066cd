package org.polyad.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.polyad.model.TensorModel;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/**
 * How models of one decomposition are kept in a folder: their keys of {@code model.json}, and the Parquet folder of each part. Another
 * decomposition needs one implementation, and its line in {@link StoredFormats}.
 */
interface StoredFormat {
    /** As {@code decomposition} in model.json and {@link org.polyad.model.Format#name} have it. */
    String name();

    /** The {@code formatVersion} it is written with: 2 unless Polyad 0.1 can read it. */
    int version();

    /** Writes the keys that say how large the parts are. */
    void putRanks(TensorModel model, ObjectNode json);

    /** Writes the numbers that stand in model.json and not in a part. */
    void putNumbers(TensorModel model, ObjectNode json);

    /**
     * Where the parts of a model are, in the order of {@link TensorModel#parts}.
     *
     * @param model to be written
     */
    List<Part> parts(TensorModel model);

    /** The numbers of the parts, in the same order. */
    default FactorMatrix[] numbers(TensorModel model) {
        return model.parts();
    }

    /** What model.json says of a model whose parts are still to be read. @throws IllegalArgumentException for a key that is wrong */
    Unread unread(JsonKeys json, Shape shape);

    /**
     * One part: a folder of Parquet files with a row for each of its rows.
     *
     * @param folder below the model's
     * @param mode whose labels and numbers of entries its rows have; -1: rows belong to no mode
     */
    record Part(String folder, int mode, int rows, int columns) {
        static Part factor(int mode, int rows, int columns) {
            return new Part("factors/mode=" + mode, mode, rows, columns);
        }
    }

    /** A model without the numbers of its parts. */
    interface Unread {
        List<Part> parts();

        /** The number of components, 0 where the decomposition has none. */
        int components();

        /** The model, once the parts were read. @param numbers of each part, in the order of {@link #parts} */
        TensorModel model(FactorMatrix[] numbers);
    }
}
