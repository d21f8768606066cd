package org.polyad.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.polyad.blocks.ModeView;
import org.polyad.blocks.RowBlocks;
import org.polyad.cells.Census;
import org.polyad.linalg.Fibres;
import org.polyad.model.cp.Ktensor;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.SeenItems;
import org.polyad.sampling.Slab;
import org.polyad.spark.engine.FibreBucket;
import org.polyad.spark.engine.Grouping;
import org.polyad.spark.engine.ModeBlocks;
import org.polyad.spark.engine.RowSums;
import org.polyad.spark.entries.Entry;
import org.polyad.spark.entries.EntryBatch;
import org.polyad.spark.entries.SliceCounts;
import org.polyad.store.LabelIndex;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * Names every class of ours that Spark sends, caches or sends back, so that Kryo writes a number for it and not its name. For {@code
 * spark.kryo.registrator}; it works with {@code spark.kryo.registrationRequired} too.
 *
 * <p>Tasks are not here: Spark sends those with Java's serialisation always.
 */
public final class KryoRegistrator implements org.apache.spark.serializer.KryoRegistrator {
    /** What tasks of the methods and of the Spark ML stages send or send back; the classes are their packages' own. */
    private static final String[] RESULTS = {
        "org.polyad.solver.newton.RowUpdate",
        "org.polyad.solver.lbfgsb.GradientBlock",
        "org.polyad.solver.stochastic.RoundBlock",
        "org.polyad.solver.stochastic.RowChanges",
        "org.polyad.spark.ml.columns.EntryPart",
        "org.polyad.spark.ml.lists.ModelParts",
        "org.polyad.moments.CountPass",
        "org.polyad.moments.PowerPass",
        "org.polyad.moments.CompressPass",
        "org.polyad.moments.VariationalStep",
        "org.polyad.moments.TopicBound",
        "org.polyad.moments.DocumentCompletion",
        "org.polyad.moments.TopicChoice",
        "[Lorg.polyad.moments.DocumentCompletion;",
        "org.polyad.moments.DocumentBlock",
        "org.polyad.moments.TopicModel",
        "org.polyad.moments.MeanPass",
        "org.polyad.moments.CovariancePass",
        "org.polyad.moments.ProjectionPass",
        "org.polyad.moments.SphericalEm",
        "org.polyad.moments.SampleBlock",
        "org.polyad.moments.MixtureModel",
        "org.polyad.spark.moments.PartialSum",
        "org.polyad.spark.moments.Bags",
        "org.polyad.loss.BernoulliLogit",
        "org.polyad.loss.BernoulliOdds",
        "org.polyad.loss.Beta",
        "org.polyad.loss.Gamma",
        "org.polyad.loss.Gaussian",
        "org.polyad.loss.Huber",
        "org.polyad.loss.NegativeBinomial",
        "org.polyad.loss.Poisson",
        "org.polyad.loss.PoissonLog",
        "org.polyad.loss.Rayleigh"
    };

    /** Hold records and lambdas; sent once a run, so that Java's serialisation costs nothing. */
    private static final String[] JAVA = {
        "org.polyad.planted.PlantedCounts", "org.polyad.planted.PlantedLinks", "org.polyad.planted.PlantedValues"
    };

    private static final Class<?>[] OURS = {
        Shape.class,
        SparseTensor.class,
        SparseTensor[].class,
        FactorMatrix.class,
        FactorMatrix[].class,
        RowBlocks.class,
        ModeView.class,
        ModeView[].class,
        Slab.class,
        Slab[].class,
        Census.class,
        LabelIndex.class,
        SkippedLines.class,
        Entry.class,
        Entry[].class,
        EntryBatch.class,
        EntryBatch[].class,
        SliceCounts.Found.class,
        SliceCounts.Range.class,
        Grouping.class,
        ModeBlocks.Layout.class,
        Fibres.class,
        FibreBucket.class,
        FibreBucket[].class,
        RowSums.class,
        Ktensor.class,
        ModelMeans.class,
        SeenItems.class,
    };

    private static final Class<?>[] ARRAYS = {
        int[].class,
        int[][].class,
        long[].class,
        double[].class,
        double[][].class,
        double[][][].class,
        float[].class,
        float[][].class,
        String[].class,
        String[][].class,
        Object[].class
    };

    @Override
    public void registerClasses(Kryo kryo) {
        for (Class<?> type : ARRAYS) {
            kryo.register(type);
        }
        for (Class<?> type : OURS) {
            kryo.register(type);
        }
        for (String name : RESULTS) {
            kryo.register(named(name));
        }
        for (String name : JAVA) {
            kryo.register(named(name), new JavaSerializer());
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, KryoRegistrator.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was renamed or removed", e);
        }
    }
}
