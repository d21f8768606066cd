package org.polyad.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
    private static String of(int width, double... values) {
        Sparkline line = new Sparkline(width);
        for (double value : values) {
            line.add(value);
        }
        return line.toString();
    }

    @Test
    void the_last_values_between_their_least_and_largest() {
        assertThat(of(8)).isEmpty();
        assertThat(of(8, 3)).isEqualTo("▁");
        assertThat(of(8, 7, 0, 3.5)).isEqualTo("█▁▅");
        assertThat(of(3, 100, 7, Double.NaN, 0)).isEqualTo("█ ▁");
        assertThat(of(2, 1, 1)).isEqualTo("▁▁");
    }
}
