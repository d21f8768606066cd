package org.polyad.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    private static double naive(double[] x, double[] m, double[] w) {
        double won = 0;
        double pairs = 0;
        for (int p = 0; p < x.length; p++) {
            for (int q = 0; q < x.length; q++) {
                if (x[p] == 1 && x[q] == 0) {
                    pairs += w[p] * w[q];
                    won += m[p] > m[q] ? w[p] * w[q] : m[p] == m[q] ? w[p] * w[q] / 2 : 0;
                }
            }
        }
        return won / pairs;
    }

    /** Many ties, both zeros, both infinities, weights of 0; some zeros come with the cells and some later. */
    @Test
    void weighted_areas_are_those_of_all_pairs_seeds_1_to_200() {
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            double[] values = {-1, -0.0, 0.0, 0.5, 2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-310};
            int count = 2 + random.nextInt(40);
            double[] x = new double[count];
            double[] m = new double[count];
            double[] w = new double[count];
            for (int p = 0; p < count; p++) {
                x[p] = p < 2 ? p : random.nextInt(2);
                m[p] = random.nextBoolean() ? values[random.nextInt(values.length)] : random.nextGaussian();
                w[p] = p < 2 ? 1 : random.nextInt(4) / 2.0;
            }
            int zeros = random.nextInt(20);
            double[] later = new double[zeros];
            Arrays.setAll(later, q -> values[random.nextInt(values.length)]);
            double each = 2.5;
            RocCurve curve = new RocCurve(x, m, w);
            curve.addZeros(later.clone(), each);
            double[] allX = Arrays.copyOf(x, count + zeros);
            double[] allM = Arrays.copyOf(m, count + zeros);
            double[] allW = Arrays.copyOf(w, count + zeros);
            System.arraycopy(later, 0, allM, count, zeros);
            Arrays.fill(allW, count, count + zeros, each);
            assertThat(curve.area()).isCloseTo(naive(allX, allM, allW), within(1e-13));
            double[] ones = new double[count];
            Arrays.fill(ones, 1);
            assertThat(new RocCurve(x, m, null).area()).isCloseTo(naive(x, m, ones), within(1e-13));
        }
    }

    @Test
    void without_a_one_or_a_zero_or_with_nan_there_is_no_area() {
        assertThat(new RocCurve(new double[] {1, 1}, new double[] {1, 2}, null).area())
                .isNaN();
        assertThat(new RocCurve(new double[0], new double[0], null).area()).isNaN();
        RocCurve good = new RocCurve(new double[] {1, 0}, new double[] {2, 1}, null);
        assertThat(good.area()).isEqualTo(1);
        good.addZeros(new double[] {Double.NaN, 1}, 1);
        assertThat(good.area()).isNaN();
        assertThat(new RocCurve(new double[] {1, 0}, new double[] {Double.NaN, 1}, null).area())
                .isNaN();
    }

    @Test
    void numbers_are_ordered_as_by_comparison_and_equal_ones_stay_seed_9() {
        Random random = new Random(9);
        for (int count : new int[] {0, 1, 2, 1000, 70_000}) {
            double[] numbers = new double[count];
            Arrays.setAll(numbers, p -> switch (random.nextInt(6)) {
                case 0 -> random.nextInt(5) - 2;
                case 1 -> -0.0;
                case 2 -> Double.longBitsToDouble(random.nextLong());
                case 3 -> random.nextGaussian() * 1e-3;
                case 4 -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.NaN;
                default -> random.nextGaussian();
            });
            int[] expected = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.comparingDouble(p -> numbers[p]))
                    .mapToInt(p -> p)
                    .toArray();
            assertThat(SortOrder.ascending(numbers)).isEqualTo(expected);
        }
    }
}
