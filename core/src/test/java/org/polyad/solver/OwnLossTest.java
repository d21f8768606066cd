package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.polyad.InvalidInputException;
import org.polyad.loss.Distribution;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.loss.ZeroPart;
import org.polyad.metrics.Evaluation;
import org.polyad.metrics.EvaluationOptions;
import org.polyad.metrics.Metric;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.oracle.Samples;
import org.polyad.planted.Planted;
import org.polyad.planted.PlantedSpec;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** A loss of a user's own is treated by what it says of itself, and not by its name. */
class OwnLossTest {
    /** A built-in loss by another name. */
    private record Own(Loss same, boolean drawn) implements Loss {
        @Override
        public String name() {
            return "my-own";
        }

        @Override
        public double value(double x, double m) {
            return same.value(x, m);
        }

        @Override
        public double derivative(double x, double m) {
            return same.derivative(x, m);
        }

        @Override
        public double curvature(double x, double m) {
            return same.curvature(x, m);
        }

        @Override
        public double mean(double m) {
            return same.mean(m);
        }

        @Override
        public boolean linearMean() {
            return same.linearMean();
        }

        @Override
        public Domain domain() {
            return same.domain();
        }

        @Override
        public double lowerBound() {
            return same.lowerBound();
        }

        @Override
        public Optional<ZeroPart> zeroPart() {
            return same.zeroPart();
        }

        @Override
        public boolean quadratic() {
            return same.quadratic();
        }

        @Override
        public boolean isSquaredError() {
            return same.isSquaredError();
        }

        @Override
        public Optional<Distribution> distribution() {
            return drawn ? same.distribution() : Optional.empty();
        }
    }

    private static GcpOptions options(Loss loss, boolean nvecs) {
        GcpOptions.Builder options =
                GcpOptions.of(2).loss(loss).unlisted(Unlisted.ZERO).maxIterations(5);
        return nvecs ? options.nvecs().build() : options.build();
    }

    private static void same(GcpResult own, GcpResult builtIn) {
        assertThat(own.objective()).isEqualTo(builtIn.objective());
        Double fit = builtIn.trace().get(2).fit();
        assertThat(own.trace().get(2).fit()).isEqualTo(fit);
        for (int n = 0; n < 3; n++) {
            assertThat(own.model().factor(n)).isEqualTo(builtIn.model().factor(n));
        }
    }

    @Test
    void fits_are_those_of_the_same_loss_by_its_own_name() {
        for (String name : new String[] {"gaussian", "poisson", "bernoulli-odds"}) {
            Loss loss = Losses.parse(name);
            SparseTensor data = Samples.tensor(Shape.of(7, 6, 5), loss.domain(), 0.4, false, new Random(3));
            boolean nvecs = loss.isSquaredError();
            same(Gcp.fit(data, options(new Own(loss, true), nvecs), 1), Gcp.fit(data, options(loss, nvecs), 1));
        }
    }

    @Test
    void metrics_are_those_that_the_loss_has() {
        Loss squares = new Own(Losses.gaussian(), false);
        assertThat(Metric.under(squares)).contains(Metric.FIT).isEqualTo(Metric.under(Losses.gaussian()));
        Loss links = new Own(Losses.bernoulliLogit(), true);
        assertThat(Metric.under(links)).isEqualTo(Metric.under(Losses.bernoulliLogit()));
        assertThat(Metric.under(new Own(Losses.bernoulliLogit(), false)))
                .contains(Metric.AUC)
                .doesNotContain(Metric.LOG_LOSS, Metric.FIT);
        SparseTensor data = Samples.tensor(Shape.of(4, 5), Domain.REAL, 0.5, false, new Random(4));
        var model = Samples.model(data.shape(), 2, squares, new Random(5));
        assertThat(Evaluation.of(model, squares, data, null, EvaluationOptions.of(Unlisted.ZERO))
                        .values())
                .isEqualTo(Evaluation.of(model, Losses.gaussian(), data, null, EvaluationOptions.of(Unlisted.ZERO))
                        .values());
    }

    @Test
    void data_are_drawn_if_it_has_a_distribution() {
        Loss loss = Losses.poisson();
        SparseTensor own = planted(new Own(loss, true));
        assertThat(own.values()).isEqualTo(planted(loss).values());
        assertThatThrownBy(() -> planted(new Own(loss, false)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "data cannot be drawn for loss my-own, which has no distribution: expected one of"
                                + " gaussian, ");
    }

    private static SparseTensor planted(Loss loss) {
        PlantedSpec spec = new PlantedSpec(Shape.of(20, 10), 2, 50, null, loss, 1, 0.1, 7);
        return Planted.draw(spec, 1).tensor();
    }
}
