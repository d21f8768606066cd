package org.polyad.spark.entries;

import java.io.Serializable;
import org.polyad.spark.DistributedTensor;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;

/**
 * How entries become a {@link DistributedTensor}.
 *
 * @param shape null: each mode as large as its largest index says
 * @param duplicates what to do with entries that have the same subscript
 * @param indexBase what indices of a Dataset or a file count from
 * @param partitions into how many partitions the entries are shuffled; 0: as many as the input has, or as Spark's default
 *     parallelism if that is more. It never changes a result
 */
public record TensorOptions(Shape shape, Duplicates duplicates, int indexBase, int partitions) implements Serializable {
    /** Shape from the data, duplicates are an error, indices count from 0. */
    public static final TensorOptions DEFAULT = new TensorOptions(null, Duplicates.ERROR, 0, 0);

    public TensorOptions withShape(Shape full) {
        return new TensorOptions(full, duplicates, indexBase, partitions);
    }

    public TensorOptions withDuplicates(Duplicates policy) {
        return new TensorOptions(shape, policy, indexBase, partitions);
    }

    public TensorOptions withIndexBase(int base) {
        return new TensorOptions(shape, duplicates, base, partitions);
    }

    public TensorOptions withPartitions(int number) {
        return new TensorOptions(shape, duplicates, indexBase, number);
    }
}
