package org.polyad.model.cp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void finds_what_trying_every_assignment_finds_seed_42() {
        Random random = new Random(42);
        for (int trial = 0; trial < 300; trial++) {
            int rows = 1 + random.nextInt(5);
            int columns = rows + random.nextInt(3);
            double[][] gain = new double[rows][columns];
            for (double[] row : gain) {
                for (int j = 0; j < columns; j++) {
                    // Ties on purpose in half of the trials.
                    row[j] = trial % 2 == 0 ? random.nextGaussian() : random.nextInt(3) - 1;
                }
            }
            int[] found = Assignment.maximize(gain);
            assertThat(found).doesNotHaveDuplicates();
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += gain[i][found[i]];
            }
            assertThat(sum).isCloseTo(best(gain, 0, new boolean[columns]), within(1e-12));
        }
    }

    private static double best(double[][] gain, int row, boolean[] taken) {
        if (row == gain.length) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.max(best, gain[row][j] + best(gain, row + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }

    @Test
    void more_rows_than_columns_are_refused() {
        assertThatThrownBy(() -> Assignment.maximize(new double[3][2]))
                .hasMessage("an assignment needs no more rows than columns, found 3 rows and 2");
    }
}
