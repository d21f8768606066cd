package org.polyad.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyad.tensor.Shape;

/** What this process receives before the first sweep depends on the rows, not on how many entries or partitions there are. */
class DriverBytesTest {
    /** A task's metrics and the like. */
    private static final long TASK = 2000;

    /** Three counts: of the tensor, to fit to, and kept. */
    private static final long ROW = 3 * Long.BYTES;

    @Test
    void with_more_entries_the_results_stay_as_large() throws Exception {
        Shape shape = Shape.of(150_000, 100_000, 50_000);
        long least = DriverBytes.of(shape, 20_000, 3);
        assertThat(DriverBytes.of(shape, 80_000, 3)).isLessThan(least * 11 / 10);
        assertThat(DriverBytes.of(shape, 320_000, 3)).isLessThan(least * 11 / 10);
    }

    @Test
    void with_more_partitions_only_the_tasks_own_bytes_grow() throws Exception {
        Shape shape = Shape.of(9000, 6000, 3000);
        for (int partitions : new int[] {2, 8, 32}) {
            assertThat(DriverBytes.of(shape, 10_000 * partitions, partitions))
                    .as("%s partitions", partitions)
                    .isLessThan(ROW * 18_000 + TASK * tasks(partitions));
        }
    }

    /** Of reading, two jobs of preparing, and one that makes the blocks; the last has tasks for each mode. */
    private static long tasks(int partitions) {
        return 14L * partitions;
    }
}
