package org.polyad.action;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polyad.options.Method;
import org.polyad.tensor.Shape;

class FitMemoryTest {
    private static final Shape SHAPE = Shape.of(1_000_000, 1_000_000);

    /** 2 million rows of rank 8 are 128 MB. */
    private static void check(Method method, int threads, long megabytes) {
        FitMemory.check(SHAPE, 8, method, threads, megabytes * 1_000_000);
    }

    @Test
    void what_a_method_remembers_counts() {
        assertThatThrownBy(() -> check(Method.NEWTON, 2, 2000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rank 8 for a tensor of 1000000 x 1000000 needs some 2.0 GB")
                .hasMessageContaining("the heap has 2.0 GB; lower --rank or raise --driver-memory");
        assertThatCode(() -> check(Method.NEWTON, 2, 2100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(Method.LBFGSB, 2, 3800)).hasMessageContaining("some 3.8 GB");
        assertThatThrownBy(() -> check(Method.ADAM, 2, 1000)).hasMessageContaining("some 1.0 GB");
        assertThatCode(() -> check(Method.ADAM, 2, 1100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(Method.ADAM, 16, 2000)).hasMessageContaining("some 2.8 GB");
    }

    @Test
    void a_lower_rank_is_not_offered_at_rank_1() {
        assertThatThrownBy(() -> FitMemory.check(SHAPE, 1, Method.NEWTON, 2, 1_000_000))
                .hasMessageEndingWith("the heap has 0.0 GB; raise --driver-memory");
        assertThatThrownBy(() -> FitMemory.check(Shape.of(600_000_000, 2), 1, Method.NEWTON, 2, 1L << 50))
                .hasMessage(
                        "a mode of 600,000,000 rows is too long: even at rank 1 a factor matrix has at most 536,870,909");
    }

    @Test
    void sweeps_remember_no_more_than_they_may() {
        Shape shape = Shape.of(100_000_000, 1000);
        // 4 times 12.8 GB, and 2 GiB.
        assertThatCode(() -> FitMemory.check(shape, 16, Method.NEWTON, 1, 54_000_000_000L))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> FitMemory.check(Shape.of(200_000_000, 10), 16, Method.NEWTON, 1, 1L << 50))
                .hasMessageContaining("lower --rank to 8 or less");
    }
}
