package org.polyad.spark.ml;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.polyad.InvalidInputException;
import org.polyad.moments.Passes;
import org.polyad.moments.SampleBlock;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.spark.ml.moments.CachedBlocks;
import org.polyad.spark.moments.SampleBlocks;

/** The samples of a Dataset as cached blocks. */
final class Samples implements AutoCloseable {
    /** Below that many numbers the driver's threads do a pass faster than jobs. */
    private static final long LOCAL = 20_000_000;

    private final CachedBlocks<SampleBlock> blocks;
    private final int features;

    private Samples(JavaRDD<SampleBlock> blocks, int features) {
        this.blocks = new CachedBlocks<>(blocks, "mixture");
        this.features = features;
    }

    static Samples of(Dataset<?> dataset, MixtureParams params) {
        Column column = Schemas.column(params.getOrDefault(params.featuresCol()));
        Column weight = params.isDefined(params.weightCol())
                ? Schemas.column(params.getOrDefault(params.weightCol())).cast("double")
                : functions.lit(1.0);
        List<Row> first = dataset.select(column).na().drop().takeAsList(1);
        if (first.isEmpty()) {
            throw new InvalidInputException("there are no samples");
        }
        int features = ((Vector) first.get(0).get(0)).size();
        JavaRDD<SampleBlock> blocks = SampleBlocks.of(
                        dataset.select(column, weight).toJavaRDD(), features)
                .setName("polyad: samples")
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new Samples(blocks, features);
    }

    /** @throws InvalidInputException unless the columns are there */
    static void check(StructType schema, MixtureParams params) {
        String features = params.getOrDefault(params.featuresCol());
        DataType type = Schemas.type(schema, features);
        if (!type.equals(SQLDataTypes.VectorType())) {
            throw new InvalidInputException(
                    "column " + features + " should hold vectors, but its type is " + type.simpleString());
        }
        if (params.isDefined(params.weightCol())) {
            Schemas.checkNumbers(schema, params.getOrDefault(params.weightCol()));
        }
    }

    /** With the output columns. @throws InvalidInputException unless the columns are there and the output columns are not */
    static StructType schema(StructType schema, MixtureParams params) {
        check(schema, params);
        StructType more = Schemas.with(schema, params.getOrDefault(params.probabilityCol()), SQLDataTypes.VectorType());
        return Schemas.with(more, params.getOrDefault(params.predictionCol()), DataTypes.IntegerType);
    }

    int features() {
        return features;
    }

    /** Does work that reads the samples in passes. */
    <T> T run(Function<Passes<SampleBlock>, T> work) {
        return blocks.run(block -> (long) block.samples() * block.features(), LOCAL, work);
    }

    @Override
    public void close() {
        blocks.close();
    }
}
