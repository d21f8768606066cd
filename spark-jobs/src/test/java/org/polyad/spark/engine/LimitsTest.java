package org.polyad.spark.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.polyad.InvalidInputException;
import org.polyad.tensor.Shape;

/** What cannot work is said before the work, with the numbers and what to change. */
class LimitsTest {
    private static final long GIB = 1L << 30;

    private final SparkConf conf = new SparkConf(false);

    @Test
    void a_factor_matrix_longer_than_an_array() {
        Shape shape = Shape.of(200_000_000, 10);
        assertThatThrownBy(() -> Limits.check(shape, 16, conf, 1000 * GIB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mode 0 (200000000 rows)")
                .hasMessageContaining("the rank may be at most 8");
        conf.set("spark.driver.maxResultSize", "0");
        assertThatCode(() -> Limits.check(shape, 8, conf, 1000 * GIB)).doesNotThrowAnyException();
    }

    @Test
    void factors_that_may_not_come_back_or_do_not_fit_the_driver() {
        Shape shape = Shape.of(10_000_000, 5_000_000);
        assertThatThrownBy(() -> Limits.check(shape, 16, conf, 1000 * GIB))
                .hasMessageContaining("take 1.8 GiB, but spark.driver.maxResultSize lets only 1.0 GiB");
        conf.set("spark.driver.maxResultSize", "4g");
        assertThatThrownBy(() -> Limits.check(shape, 16, conf, 5 * GIB))
                .hasMessageContaining("which needs them 3 times, has 5.0 GiB");
        assertThatCode(() -> Limits.check(shape, 16, conf, 6 * GIB)).doesNotThrowAnyException();
    }

    @Test
    void a_lower_rank_is_not_offered_at_rank_1() {
        assertThatThrownBy(() -> Limits.check(Shape.of(600_000_000, 10), 1, conf, 1000 * GIB))
                .hasMessageEndingWith("even at rank 1 it may have at most 536870909 rows");
        assertThatThrownBy(() -> Limits.check(Shape.of(400_000_000, 10), 1, conf, 1000 * GIB))
                .hasMessageEndingWith("come back to the driver: raise it");
    }

    @Test
    void held_out_cells_that_may_not_come_back_or_do_not_fit_the_driver() {
        assertThatThrownBy(() -> Limits.checkHeldOut(50_000_000, conf, 1000 * GIB))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the scores of 50,000,000 held-out cells take 1.1 GiB, but spark.driver.maxResultSize lets only"
                                + " 1.0 GiB come back to the driver: raise it, or lower --holdout");
        assertThatThrownBy(() -> Limits.checkHeldOut(40_000_000, conf, 2 * GIB))
                .hasMessageEndingWith("which needs them 3 times, has 2.0 GiB: raise its memory, or lower --holdout");
        assertThatCode(() -> Limits.checkHeldOut(40_000_000, conf, 3 * GIB)).doesNotThrowAnyException();
        conf.set("spark.driver.maxResultSize", "0");
        assertThatCode(() -> Limits.checkHeldOut(50_000_000, conf, 4 * GIB)).doesNotThrowAnyException();
    }

    @Test
    void blocks_that_do_not_fit_an_executor() {
        Shape shape = Shape.of(1000, 1000, 1000);
        assertThatThrownBy(() -> Limits.checkBlocks(shape, 1_000_000_000, 8, 4 * GIB, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1,000,000,000 entries in 8 partitions take a task 7.0 GiB to make")
                .hasMessageContaining("with 4 tasks at once has 614.4 MiB")
                .hasMessageEndingWith("give --partitions 94 or more, or --executor-memory");
        assertThatCode(() -> Limits.checkBlocks(shape, 1_000_000_000, 94, 4 * GIB, 4))
                .doesNotThrowAnyException();
        conf.set("spark.master", "spark://h:7077")
                .set("spark.executor.memory", "2g")
                .set("spark.executor.cores", "2");
        assertThatThrownBy(() -> Limits.checkBlocks(shape, 100_000_000, 2, conf))
                .hasMessageContaining("an executor of 2.0 GiB with 2 tasks at once has 614.4 MiB");
    }
}
