package org.polyad.tensor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    private static double parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
        return Decimals.parse(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "+1",
                "-12.5",
                ".5",
                "5.",
                "1e5",
                "1E+05",
                "-1.5e-3",
                "0.1",
                "123456789012345678901234567890",
                "9007199254740993",
                "9007199254740992",
                "9007199254740991e22",
                "9007199254740991e-22",
                "1e22",
                "1e23",
                "1e-323",
                "4.9e-324",
                "1e-400",
                "2.2250738585072011e-308",
                "1.7976931348623157e308",
                "0.000000000000000000000000000001",
                "00000000000000000000000000001.5",
                "3.14159265358979323846",
                "1e0000000000000000000001"
            })
    void numbers_are_the_nearest_double(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void written_doubles_read_back_to_the_same_bits_seed_3() {
        Random random = new Random(3);
        for (int k = 0; k < 20_000; k++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double common = random.nextInt(100_000) / 1000.0;
            if (Double.isFinite(any)) {
                assertThat(parse(Double.toString(any))).isEqualTo(any);
            }
            assertThat(parse(Double.toString(common))).isEqualTo(common);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "1,5",
                "nan",
                "NaN",
                "inf",
                "Infinity",
                "0x10",
                "1f",
                "1d",
                "1e5x",
                "--1",
                "1 ",
                "1e5.5"
            })
    void anything_else_is_not_a_number(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void numbers_beyond_a_double_are_infinite() {
        assertThat(parse("1e309")).isInfinite();
        assertThat(parse("1e99999999999999999")).isInfinite();
    }
}
