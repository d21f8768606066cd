package org.polyad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Losses;
import org.polyad.metrics.CoreConsistency;
import org.polyad.ranking.ModelMeans;
import org.polyad.ranking.Question;
import org.polyad.ranking.TopItems;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.solver.Method;
import org.polyad.solver.Unlisted;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** No path loads netlib's classes, which load a native BLAS or LAPACK where the machine has one: Breeze's paths too. */
class NoNativeLibraryTest {
    @Test
    void fits_and_lists_load_no_class_of_netlibs_loader() throws Exception {
        String loaded = OtherJvm.run(NoNativeLibraryTest.class, "-Xlog:class+load");
        assertThat(loaded)
                .contains("org.netlib.lapack.Dsyev ", "org.netlib.lapack.Dgesv ", "org.netlib.lapack.Dposv ")
                .contains("breeze.optimize.LBFGS", "org.polyad.ranking.ItemBlock ", "stopped ");
        assertThat(loaded).doesNotContain("dev.ludovic.netlib");
    }

    /** What the test runs. */
    public static void main(String[] args) {
        Random random = new Random(1);
        var builder = SparseTensor.builder(3);
        for (int p = 0; p < 720; p++) {
            builder.add(new int[] {p % 8, p / 8 % 9, p / 72}, random.nextInt(5));
        }
        SparseTensor data = builder.build(Shape.of(8, 9, 10), Duplicates.SUM);
        GcpResult newton = Gcp.fit(data, options("gaussian").nvecs().build(), 1);
        GcpResult free = Gcp.fit(data, options("gaussian").method(Method.LBFGSB).build(), 1);
        GcpResult bound = Gcp.fit(data, options("poisson").method(Method.LBFGSB).build(), 1);
        CoreConsistency.of(newton.model(), data, false);
        new TopItems(new Question(new ModelMeans(bound.model(), Losses.poisson(), null), 0, 1, new int[3]), 3, null)
                .of(new int[] {0, 1});
        System.out.println("stopped " + free.stopReason() + " " + bound.stopReason());
    }

    private static GcpOptions.Builder options(String loss) {
        return GcpOptions.of(3)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.ZERO)
                .maxIterations(60)
                .tolerance(0);
    }
}
