package org.polyad.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.junit.jupiter.api.Test;

/** Spark Connect finds stages as services do, and one that Java cannot take for a service ends every call of every stage. */
class ServicesTest {
    @Test
    void stages_are_services() {
        assertThat(ours(Estimator.class))
                .containsExactlyInAnyOrder(GeneralizedCP.class, SpectralLDA.class, MomentGaussianMixture.class);
        assertThat(ours(Transformer.class))
                .containsExactlyInAnyOrder(GeneralizedCPModel.class, FoldInRows.class, RecommendItems.class);
        assertThat(ours(Evaluator.class)).containsExactlyInAnyOrder(GeneralizedCPEvaluator.class, TopicEvaluator.class);
    }

    /** As Connect lists them: without making any. */
    private static <T> List<Class<? extends T>> ours(Class<T> service) {
        return ServiceLoader.load(service).stream()
                .<Class<? extends T>>map(ServiceLoader.Provider::type)
                .filter(type -> type.getName().startsWith("org.polyad."))
                .toList();
    }
}
