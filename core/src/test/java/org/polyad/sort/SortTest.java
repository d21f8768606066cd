package org.polyad.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the sorts of the Java library; seed 5. */
class SortTest {
    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_535, 65_536, 65_537, 10_000_000})
    void orders_by_keys_are_stable(int keys) {
        int[] key = random.ints(3000, 0, keys).toArray();
        key[17] = keys - 1;
        int[] order = RadixSort.identity(key.length);
        RadixSort.sort(key, order, new int[key.length]);
        assertThat(order).isEqualTo(sorted(key));
    }

    @Test
    void rows_are_counted_and_ordered() {
        int[] row = random.ints(500, 30, 42).toArray();
        int[] start = CountingSort.starts(row, row.length, 30, 15);
        int[] order = CountingSort.order(row, 30, start);
        assertThat(order).isEqualTo(sorted(row));
        for (int i = 0; i < 15; i++) {
            int wanted = 30 + i;
            assertThat(start[i + 1] - start[i])
                    .isEqualTo((int) Arrays.stream(row).filter(r -> r == wanted).count());
        }
        assertThat(CountingSort.gather(row, order)).isSorted();
    }

    @Test
    void the_first_of_equal_numbers_is_found() {
        int[] sorted = random.ints(200, 0, 40).sorted().toArray();
        for (int least = -1; least <= 41; least++) {
            int border = least;
            int first = Bisection.first(0, sorted.length, p -> sorted[p] >= border);
            assertThat(first).isEqualTo((int)
                    Arrays.stream(sorted).filter(x -> x < border).count());
        }
        assertThat(Bisection.first(3, 3, p -> true)).isEqualTo(3);
    }

    private static int[] sorted(int[] key) {
        return IntStream.range(0, key.length)
                .boxed()
                .sorted(Comparator.comparingInt(p -> key[p]))
                .mapToInt(p -> p)
                .toArray();
    }
}
