package org.polyad.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTest {
    @Test
    void uniform_numbers_have_the_mean_and_variance_of_the_unit_interval_seed_1() {
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < n; k++) {
            double u = Streams.uniform(1, Purpose.START, k % 7, k, 3);
            assertThat(u).isGreaterThanOrEqualTo(0).isLessThan(1);
            sum += u;
            squares += (u - 0.5) * (u - 0.5);
        }
        assertThat(sum / n).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / n)));
        assertThat(squares / n).isCloseTo(1.0 / 12, within(5 * Math.sqrt(1.0 / 180 / n)));
    }

    @Test
    void normal_numbers_have_moments_0_1_0_3_seed_2() {
        int n = 200_000;
        double[] moments = new double[5];
        for (int k = 0; k < n; k++) {
            double z = Streams.normal(2, Purpose.START, 0, k, 1);
            for (int j = 1; j <= 4; j++) {
                moments[j] += Math.pow(z, j) / n;
            }
        }
        assertThat(moments[1]).isCloseTo(0, within(5 * Math.sqrt(1.0 / n)));
        assertThat(moments[2]).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(moments[3]).isCloseTo(0, within(5 * Math.sqrt(15.0 / n)));
        assertThat(moments[4]).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    }

    @Test
    void below_reaches_both_ends_and_nothing_else() {
        assertThat(Streams.below(0, 10)).isZero();
        assertThat(Streams.below(-1, 10)).isEqualTo(9);
        assertThat(Streams.below(-1, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(Streams.below(Long.MIN_VALUE, 10)).isEqualTo(5);
        assertThat(Streams.below(-1, 1)).isZero();
    }

    @Test
    void every_word_and_the_purpose_change_the_number() {
        Set<Long> seen = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (int k = 0; k < 27; k++) {
                    seen.add(Streams.bits(seed, purpose, k / 9, k / 3 % 3, k % 3));
                }
            }
        }
        assertThat(seen).hasSize(3 * Purpose.values().length * 27);
    }

    @Test
    void purposes_have_codes_of_their_own() {
        Set<Long> codes = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            codes.add(purpose.code());
        }
        assertThat(codes).hasSameSizeAs(Purpose.values());
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }

    /** Above 2^53 the rejection never ends, or its counts are no whole numbers. */
    @ParameterizedTest
    @ValueSource(doubles = {1e17, 1e305, Double.POSITIVE_INFINITY, Double.NaN})
    void counts_of_a_mean_beyond_all_counts_are_refused(double mean) {
        DrawStream random = new DrawStream(1).restart(0, 0);
        assertThatThrownBy(() -> random.poisson(mean))
                .hasMessage("a mean of counts must be 2^53 or less, found " + mean);
        assertThat(random.poisson(0x1p53)).isCloseTo(0x1p53, within(1e9));
    }
}
