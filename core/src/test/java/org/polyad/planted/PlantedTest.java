package org.polyad.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.model.cp.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

class PlantedTest {
    private static PlantedSpec spec(PlantedKind kind, Loss loss, long draws, int... sizes) {
        return new PlantedSpec(Shape.of(sizes), 3, draws, kind, loss, 1, 0.1, 7);
    }

    private static void same(Planted a, Planted b) {
        assertThat(b.tensor().values()).isEqualTo(a.tensor().values());
        for (int n = 0; n < a.tensor().order(); n++) {
            assertThat(b.tensor().subscripts(n)).isEqualTo(a.tensor().subscripts(n));
            assertThat(b.truth().factor(n)).isEqualTo(a.truth().factor(n));
        }
        assertThat(b.truth().lambda()).isEqualTo(a.truth().lambda());
    }

    private static void isSortedWithoutDuplicates(SparseTensor t) {
        for (int p = 1; p < t.entries(); p++) {
            int n = 0;
            while (n < t.order() - 1 && t.subscripts(n)[p] == t.subscripts(n)[p - 1]) {
                n++;
            }
            assertThat(t.subscripts(n)[p]).isGreaterThan(t.subscripts(n)[p - 1]);
        }
        for (int p = 0; p < t.entries(); p++) {
            assertThat(t.shape().contains(t.subscript(p))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(PlantedKind.class)
    void any_number_of_threads_makes_the_same(PlantedKind kind) {
        PlantedSpec spec = spec(kind, null, 20_000, 60, 50, 40);
        Planted one = Planted.draw(spec, 1);
        same(one, Planted.draw(spec, 3));
        isSortedWithoutDuplicates(one.tensor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gaussian", "bernoulli-logit", "poisson-log", "gamma", "rayleigh", "negative-binomial(k=2)"})
    void losses_have_as_many_entries_as_asked_for_within_the_domain(String name) {
        Loss loss = Losses.parse(name);
        Planted planted = Planted.draw(spec(null, loss, 4000, 500, 400, 30), 2);
        assertThat(planted.tensor().entries()).isEqualTo(4000);
        isSortedWithoutDuplicates(planted.tensor());
        for (double x : planted.tensor().values()) {
            assertThat(loss.domain().contains(x)).isTrue();
        }
    }

    @Test
    void counts_sum_to_the_events_and_follow_the_model() {
        Planted planted = Planted.draw(spec(PlantedKind.COUNT, null, 300_000, 6, 5, 4), 2);
        double[] expected = dense(planted.truth());
        double[] seen = new double[expected.length];
        double sum = 0;
        for (int p = 0; p < planted.tensor().entries(); p++) {
            int[] i = planted.tensor().subscript(p);
            seen[(i[0] * 5 + i[1]) * 4 + i[2]] = planted.tensor().values()[p];
            sum += planted.tensor().values()[p];
        }
        assertThat(sum).isEqualTo(300_000);
        for (int k = 0; k < seen.length; k++) {
            assertThat(seen[k]).isCloseTo(expected[k], within(5 * Math.sqrt(expected[k]) + 1));
        }
    }

    @Test
    void ones_follow_the_odds() {
        int tensors = 400;
        double[] seen = new double[120];
        double[] expected = null;
        double entries = 0;
        for (int seed = 0; seed < tensors; seed++) {
            PlantedSpec spec = new PlantedSpec(Shape.of(6, 5, 4), 3, 30, PlantedKind.BINARY, null, 0.5, 0, seed);
            Planted planted = Planted.draw(spec, 1);
            double[] m = dense(planted.truth());
            expected = expected == null ? new double[m.length] : expected;
            for (int k = 0; k < m.length; k++) {
                expected[k] += m[k] / (1 + m[k]);
            }
            for (int p = 0; p < planted.tensor().entries(); p++) {
                int[] i = planted.tensor().subscript(p);
                seen[(i[0] * 5 + i[1]) * 4 + i[2]]++;
            }
            entries += planted.tensor().entries();
        }
        assertThat(entries / tensors).isCloseTo(30, within(1.0));
        for (int k = 0; k < seen.length; k++) {
            assertThat(seen[k]).isCloseTo(expected[k], within(5 * Math.sqrt(tensors * 0.25)));
        }
    }

    @Test
    void every_cell_can_be_asked_for() {
        Planted planted = Planted.draw(spec(PlantedKind.REAL, null, 120, 6, 5, 4), 2);
        assertThat(planted.tensor().isDense()).isTrue();
    }

    @Test
    void ratings_are_half_stars() {
        Planted planted = Planted.draw(spec(PlantedKind.RATING, null, 3000, 200, 300), 2);
        double sum = 0;
        for (double x : planted.tensor().values()) {
            assertThat(x).isBetween(0.5, 5.0);
            assertThat(2 * x).isEqualTo(Math.rint(2 * x));
            sum += x;
        }
        assertThat(sum / 3000).isBetween(2.5, 4.0);
    }

    @Test
    void components_are_far_from_parallel() {
        for (double skew : new double[] {0, 1, 2}) {
            PlantedSpec spec = new PlantedSpec(Shape.of(20, 30, 15), 5, 100, PlantedKind.COUNT, null, skew, 0, 3);
            Ktensor truth = Planted.draw(spec, 1).truth();
            for (int r = 0; r < 5; r++) {
                for (int s = 0; s < r; s++) {
                    assertThat(congruence(truth, r, s)).isLessThan(0.5);
                }
            }
        }
    }

    @Test
    void what_cannot_be_planted_is_refused() {
        assertThatThrownBy(() -> spec(PlantedKind.REAL, null, 121, 6, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nnz must be 120 or less in a tensor of 6 x 5 x 4, found 121");
        assertThatThrownBy(() -> spec(PlantedKind.COUNT, null, 0, 6, 5)).hasMessageContaining("nnz must lie in");
        assertThatThrownBy(() -> PlantedKind.parse("counts"))
                .hasMessage("kind must be count, binary, real or rating, found counts");
    }

    private static double congruence(Ktensor model, int r, int s) {
        double product = 1;
        for (int n = 0; n < model.order(); n++) {
            double rs = 0;
            double rr = 0;
            double ss = 0;
            for (int i = 0; i < model.factor(n).rows(); i++) {
                double a = model.factor(n).at(i, r);
                double b = model.factor(n).at(i, s);
                rs += a * b;
                rr += a * a;
                ss += b * b;
            }
            product *= rs / Math.sqrt(rr * ss);
        }
        return product;
    }

    /** Every value of a 6 x 5 x 4 model. */
    private static double[] dense(Ktensor model) {
        double[] all = new double[120];
        for (int k = 0; k < all.length; k++) {
            all[k] = model.valueAt(k / 20, k / 4 % 5, k % 4);
        }
        return all;
    }
}
