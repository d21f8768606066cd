package org.polyad.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void each_number_is_worked_on_once(int count) {
        try (Threads threads = Threads.of(count)) {
            for (int n : new int[] {0, 1, 2, 7, 5000}) {
                AtomicIntegerArray done = new AtomicIntegerArray(n);
                threads.each(n, done::incrementAndGet);
                threads.rows(n, done::incrementAndGet);
                threads.ranges(n, (from, to) -> {
                    for (int k = from; k < to; k++) {
                        done.incrementAndGet(k);
                    }
                });
                for (int k = 0; k < n; k++) {
                    assertThat(done.get(k)).isEqualTo(3);
                }
            }
        }
    }

    @Test
    void no_more_threads_than_allowed_work_and_loops_inside_have_one() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        try (Threads threads = Threads.of(3)) {
            threads.in(() -> {
                assertThat(Threads.current()).isSameAs(threads);
                threads.each(200, k -> {
                    seen.add(Thread.currentThread());
                    assertThat(Threads.current().count()).isEqualTo(1);
                    Threads.current().each(3, j -> seen.add(Thread.currentThread()));
                });
                return null;
            });
        }
        assertThat(seen).hasSizeBetween(1, 3);
        assertThat(Threads.current().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void what_fails_is_thrown_as_it_is_and_ends_the_loop(int count) {
        try (Threads threads = Threads.of(count)) {
            AtomicInteger begun = new AtomicInteger();
            assertThatThrownBy(() -> threads.each(1_000_000, k -> {
                        begun.incrementAndGet();
                        throw new IllegalArgumentException("at " + k);
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("at ");
            assertThat(begun.get()).isLessThanOrEqualTo(count);
            assertThatThrownBy(() -> threads.each(9, k -> {
                        throw new OutOfMemoryError("of a test");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(() -> threads.begin(() -> {
                                throw new IllegalArgumentException("begun");
                            })
                            .get())
                    .hasMessage("begun");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void numbers_are_sorted_as_by_the_library_seed_1(int count) {
        Random random = new Random(1);
        try (Threads threads = Threads.of(count)) {
            for (int n : new int[] {0, 1, 100, 50_001}) {
                long[] longs = random.longs(n, -n, n + 1).toArray();
                double[] doubles = random.doubles(n, -1, 1).toArray();
                for (int k = 0; k + 5 < n; k += 11) {
                    doubles[k] = new double[] {0.0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0, Double.MIN_VALUE}[k % 6];
                }
                long[] sortedLongs = longs.clone();
                double[] sortedDoubles = doubles.clone();
                Arrays.sort(sortedLongs);
                Arrays.sort(sortedDoubles);
                threads.sort(longs);
                threads.sort(doubles);
                assertThat(longs).isEqualTo(sortedLongs);
                assertThat(doubles).isEqualTo(sortedDoubles);
            }
        }
    }

    @Test
    void none_is_too_few() {
        assertThatThrownBy(() -> Threads.of(0)).hasMessage("threads must be 1 or more, found 0");
    }
}
