package org.polyad.spark.moments;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.DocumentCompletion;
import org.polyad.moments.MixtureModel;
import org.polyad.moments.Pass;
import org.polyad.moments.SampleBlock;
import org.polyad.moments.TopicModel;
import org.polyad.spark.KryoRegistrator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What passes over documents and samples send does so with Kryo, registration required, and is the same after. */
class MomentsWireTest {
    private static final SparkConf CONF = new SparkConf(false)
            .set("spark.kryo.registrationRequired", "true")
            .set("spark.kryo.registrator", KryoRegistrator.class.getName());

    static Stream<Object> values() {
        DocumentBlock.Builder documents = new DocumentBlock.Builder(1);
        documents.add(new int[] {3, 5}, new double[] {2, 7}, 2, 0.5);
        SampleBlock.Builder samples = new SampleBlock.Builder(2);
        samples.add(new double[] {1, -2}, 3);
        Bags bags = new Bags(3);
        bags.add(5, 6, 7);
        return Stream.of(
                documents.build(),
                samples.build(),
                bags,
                new PartialSum(1, new double[] {1, 2}),
                new DocumentCompletion(new double[] {0.5, 0.5}, new double[] {1}, 3),
                new TopicModel(new double[] {1, 2, 3, 4}, new double[] {0.1, 0.2}, 0.3),
                new MixtureModel(new double[] {0.4, 0.6}, new double[] {1, 2}, new double[] {1, 1}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_survives_kryo(Object value) {
        SerializerInstance serializer = new KryoSerializer(CONF).newInstance();
        ClassTag<Object> tag = ClassTag$.MODULE$.apply(Object.class);
        ByteBuffer bytes = serializer.serialize(value, tag);
        Object read = serializer.deserialize(bytes, tag);
        assertThat(read).usingRecursiveComparison().isEqualTo(value);
    }

    static List<Class<?>> passes() {
        List<Class<?>> passes = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("org.polyad")) {
            if (found.isAssignableTo(Pass.class) && !found.isInterface()) {
                passes.add(found.reflect());
            }
        }
        return passes;
    }

    @ParameterizedTest
    @MethodSource("passes")
    void a_pass_is_registered_and_no_record(Class<?> pass) {
        assertThat(pass.isRecord()).isFalse();
        assertThat(new KryoSerializer(CONF).newKryo().getRegistration(pass)).isNotNull();
    }
}
