package org.polyad.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Domain;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Method;
import org.polyad.options.StochasticOptions;
import org.polyad.options.Unlisted;
import org.polyad.oracle.Samples;
import org.polyad.run.FitListener;
import org.polyad.solver.Gcp;
import org.polyad.solver.GcpResult;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** A prepared tensor is fitted only by what it was prepared for. */
class PreparedForTest {
    private static final SparseTensor LINKS =
            Samples.tensor(Shape.of(7, 6, 5), Domain.BINARY, 0.3, false, new Random(1));

    private static GcpOptions.Builder options(String loss, Method method) {
        return GcpOptions.of(2)
                .loss(Losses.parse(loss))
                .unlisted(Unlisted.ZERO)
                .method(method)
                .maxIterations(2)
                .exactCells(10);
    }

    private static void fit(GcpOptions prepared, GcpOptions asked) {
        try (LocalPreparedTensor tensor = LocalPreparedTensor.of(LINKS, prepared, 1)) {
            Gcp.fit(tensor, asked, FitListener.NONE, null);
        }
    }

    @Test
    void another_method_is_refused() {
        GcpOptions auto = options("bernoulli-logit", Method.AUTO).build();
        for (Method method : new Method[] {Method.NEWTON, Method.LBFGSB, Method.SGD}) {
            GcpOptions other = options("bernoulli-logit", method).build();
            assertThatThrownBy(() -> fit(auto, other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the tensor was prepared for method adam, loss bernoulli-logit, unlisted zero, but the"
                            + " fit is by method " + method + ", loss bernoulli-logit, unlisted zero: prepare it with"
                            + " the options of the fit");
            assertThatThrownBy(() -> fit(other, auto)).hasMessageContaining("prepared for method " + method + ",");
        }
    }

    @Test
    void another_loss_or_meaning_of_unlisted_cells_is_refused() {
        GcpOptions made = options("poisson", Method.NEWTON).build();
        assertThatThrownBy(() -> fit(made, options("gaussian", Method.NEWTON).build()))
                .hasMessageContaining("loss poisson")
                .hasMessageContaining("loss gaussian");
        assertThatThrownBy(() -> fit(
                        made,
                        options("poisson", Method.NEWTON)
                                .unlisted(Unlisted.MISSING)
                                .build()))
                .hasMessageContaining("unlisted missing");
    }

    @Test
    void a_polish_needs_its_blocks_and_a_run_without_one_may_have_them() {
        GcpOptions plain = options("bernoulli-logit", Method.ADAM).build();
        GcpOptions polished = options("bernoulli-logit", Method.ADAM)
                .stochastic(
                        new StochasticOptions(StochasticOptions.Sampling.AUTO, 20, 20, 2, 0, 1e-3, 0.1, 1, false, 2))
                .build();
        assertThatThrownBy(() -> fit(plain, polished)).hasMessageContaining("by method adam with polish,");
        fit(polished, plain);
    }

    @Test
    void auto_and_the_method_that_it_chooses_are_the_same() {
        GcpOptions auto = options("poisson", Method.AUTO).build();
        try (LocalPreparedTensor tensor = LocalPreparedTensor.of(LINKS, auto, 1)) {
            GcpResult result =
                    Gcp.fit(tensor, options("poisson", Method.NEWTON).seed(7).build(), FitListener.NONE, null);
            assertThat(result.method()).isEqualTo(Method.NEWTON);
        }
    }
}
