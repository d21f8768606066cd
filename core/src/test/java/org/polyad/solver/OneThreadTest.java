package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.Unlisted;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.text.TnsReader;

/** With one thread nothing starts another, though the data have rows and entries enough for it to pay. */
class OneThreadTest {
    private static final Shape SHAPE = Shape.of(9000, 40, 30);

    private static SparseTensor data() {
        Random random = new Random(1);
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < 30_000; p++) {
            builder.add(new int[] {random.nextInt(9000), random.nextInt(40), random.nextInt(30)}, 1);
        }
        return builder.build(SHAPE, Duplicates.LAST);
    }

    private static Set<Thread> alive() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Threads stay alive for a while, those of the common pool too. */
    private static void assertNoneSince(Set<Thread> before) {
        Set<Thread> after = alive();
        after.removeAll(before);
        after.removeIf(thread -> !thread.getName().matches("polyad|ForkJoinPool.*|pool-.*"));
        assertThat(after).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"NEWTON", "LBFGSB", "ADAM"})
    void a_fit(Method method) {
        GcpOptions options = GcpOptions.of(2)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .method(method)
                .holdout(0.1)
                .maxIterations(1)
                .build();
        Set<Thread> before = alive();
        Gcp.fit(data(), options, 1);
        assertNoneSince(before);
    }

    @Test
    void reading_and_folding_in() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < 400_000; k++) {
            text.append(1 + k % 997).append(' ').append(1 + k).append(" 1\n");
        }
        Set<Thread> before = alive();
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        TnsReader.read(new ByteArrayInputStream(bytes), "t.tns", Duplicates.ERROR);
        GcpOptions options =
                GcpOptions.of(2).unlisted(Unlisted.ZERO).maxIterations(1).build();
        GcpResult result = Gcp.fit(data(), options, 1);
        new FoldIn(result.model(), result.scales(), options).rows(data(), 0, 1);
        assertNoneSince(before);
    }
}
