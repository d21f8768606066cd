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
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.Passes;
import org.polyad.spark.ml.columns.Schemas;
import org.polyad.spark.ml.moments.CachedBlocks;
import org.polyad.spark.moments.DistinctDocuments;
import org.polyad.spark.moments.DocumentBlocks;

/** The documents of a Dataset as cached blocks, and where passes over them are done. */
final class Documents implements AutoCloseable {
    /** Below that many counts the driver's threads do a pass faster than jobs. */
    private static final long LOCAL = 5_000_000;

    private final JavaRDD<DocumentBlock> cached;
    private final CachedBlocks<DocumentBlock> blocks;
    private final int words;

    private Documents(JavaRDD<DocumentBlock> cached, JavaRDD<DocumentBlock> blocks, int words) {
        this.cached = cached;
        this.blocks = new CachedBlocks<>(blocks, "topics");
        this.words = words;
    }

    /** Those that moments can be taken of: 3 words or more, and copies once, as the params say. */
    static Documents of(Dataset<?> dataset, TopicParams params) {
        int words = words(dataset, params);
        JavaRDD<DocumentBlock> cached = cached(dataset, params, words, 3);
        JavaRDD<DocumentBlock> blocks = params.getOrDefault(params.distinct()).equals("on")
                ? DistinctDocuments.of(cached)
                        .setName("polyad: distinct documents")
                        .persist(StorageLevel.MEMORY_AND_DISK())
                : cached;
        return new Documents(cached, blocks, words);
    }

    /** All of at least one word, copies too, with the model's vocabulary. */
    static Documents all(Dataset<?> dataset, TopicParams params, int words) {
        JavaRDD<DocumentBlock> cached = cached(dataset, params, words, 1);
        return new Documents(cached, cached, words);
    }

    private static JavaRDD<DocumentBlock> cached(Dataset<?> dataset, TopicParams params, int words, int fewest) {
        Column weight = params.isDefined(params.weightCol())
                ? Schemas.column(params.getOrDefault(params.weightCol())).cast("double")
                : functions.lit(1.0);
        JavaRDD<Row> rows = dataset.select(Schemas.column(params.getOrDefault(params.featuresCol())), weight)
                .toJavaRDD();
        return DocumentBlocks.of(rows, words, fewest)
                .setName("polyad: documents")
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static int words(Dataset<?> dataset, TopicParams params) {
        List<Row> first = dataset.select(Schemas.column(params.getOrDefault(params.featuresCol())))
                .na()
                .drop()
                .takeAsList(1);
        if (first.isEmpty()) {
            throw new InvalidInputException("there are no documents");
        }
        return ((Vector) first.get(0).get(0)).size();
    }

    /** @throws InvalidInputException unless the columns are there */
    static void check(StructType schema, TopicParams params) {
        String features = params.getOrDefault(params.featuresCol());
        DataType type = Schemas.type(schema, features);
        if (!type.equals(SQLDataTypes.VectorType())) {
            throw new InvalidInputException(
                    "column " + features + " should hold vectors of counts, but its type is " + type.simpleString());
        }
        if (params.isDefined(params.weightCol())) {
            Schemas.checkNumbers(schema, params.getOrDefault(params.weightCol()));
        }
    }

    /** With the output columns. @throws InvalidInputException unless the columns are there and the output columns are not */
    static StructType schema(StructType schema, TopicParams params) {
        check(schema, params);
        StructType more =
                Schemas.with(schema, params.getOrDefault(params.topicDistributionCol()), SQLDataTypes.VectorType());
        return params.isDefined(params.completionCol())
                ? Schemas.with(more, params.getOrDefault(params.completionCol()), DataTypes.DoubleType)
                : more;
    }

    int words() {
        return words;
    }

    /** Does work that reads the documents in passes. */
    <T> T run(Function<Passes<DocumentBlock>, T> work) {
        return blocks.run(block -> (long) block.cells(), LOCAL, work);
    }

    @Override
    public void close() {
        blocks.close();
        cached.unpersist();
    }
}
