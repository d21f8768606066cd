package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.loss.Domain;
import org.polyad.loss.Losses;
import org.polyad.ranking.ModelMeans;
import org.polyad.sampling.Census;
import org.polyad.sampling.Holdout;
import org.polyad.sampling.Slab;
import org.polyad.solver.BlockTask;
import org.polyad.solver.Fibres;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.ModeView;
import org.polyad.tensor.ModeViews;
import org.polyad.tensor.RowBlocks;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What crosses the wire does so with Kryo, registration required, and with Java's serialisation, and is the same after. */
class WireTest {
    private static final SparkConf CONF = new SparkConf(false)
            .set("spark.kryo.registrationRequired", "true")
            .set("spark.kryo.registrator", KryoRegistrator.class.getName());

    static Stream<Object> values() {
        SparseTensor tensor = Tensors.counts(Shape.of(5, 6, 7), 40, 0.2, true, 1);
        RowBlocks cuts = RowBlocks.cut(tensor.sliceCounts(1), 3);
        ModeView view = ModeViews.build(tensor, 1, cuts, tensor.sliceCounts(1))[1];
        FactorMatrix factor = new FactorMatrix(4, 3);
        factor.set(1, 2, 0.5);
        Slab slab = Slab.whole(tensor);
        EntryBatch batch = new EntryBatch(3, 4, 5);
        batch.add(new int[] {1, 2, 3}, 4, 0.5);
        Grouping grouping = Grouping.of(cuts, tensor.sliceCounts(1), 2, new RowWork(4, false, false));
        return Stream.of(
                tensor,
                cuts,
                view,
                factor,
                slab,
                batch.trimmed(),
                grouping,
                new Entry(new int[] {1, 2}, 3),
                new SliceCounts.Found(3, new int[] {1, 4}, new int[] {2, 1}),
                new SliceCounts.Range(3, new long[] {0, 2, 0, 0, 1}),
                Census.of(slab, new Holdout(1, 0.5), Domain.REAL),
                new Fibres(tensor, 1),
                new FibreBucket(3, tensor, 1),
                new RowSums(2, new int[] {1}, new double[] {3}),
                new ModelMeans(Models.ktensor(1, 2, 3, 2), Losses.huber(0.5), new long[][] {{1, 0, 2}, {1, 2}}),
                new ModeBlocks.Layout(tensor.shape(), 1, cuts, grouping, tensor.sliceCounts(1)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_survives_kryo(Object value) {
        assertThat(roundTrip(new KryoSerializer(CONF).newInstance(), value))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_survives_java_serialisation(Object value) {
        assertThat(roundTrip(new JavaSerializer(CONF).newInstance(), value))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    static List<Class<?>> results() {
        List<Class<?>> results = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("org.polyad")) {
            if (found.isAssignableTo(BlockTask.class) && !found.isInterface()) {
                results.add(result(found.reflect()));
            }
        }
        return results;
    }

    private static Class<?> result(Class<?> task) {
        for (Type type : task.getGenericInterfaces()) {
            if (type instanceof ParameterizedType of && of.getRawType() == BlockTask.class) {
                return (Class<?>) of.getActualTypeArguments()[0];
            }
        }
        throw new AssertionError(task + " does not say what it gives");
    }

    @ParameterizedTest
    @MethodSource("results")
    void what_a_task_sends_back_is_registered_and_no_record(Class<?> result) {
        assertThat(result.isRecord()).isFalse();
        assertThat(new KryoSerializer(CONF).newKryo().getRegistration(result)).isNotNull();
    }

    private static Object roundTrip(SerializerInstance serializer, Object value) {
        ClassTag<Object> tag = ClassTag$.MODULE$.apply(Object.class);
        ByteBuffer bytes = serializer.serialize(value, tag);
        return serializer.deserialize(bytes, tag);
    }
}
