package org.polyad.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyad.tensor.FactorMatrix;

class GramTest {
    /** Rows beyond one partial sum, ranks on and off the stride. */
    @ParameterizedTest
    @CsvSource({"1, 1", "5, 3", "63, 4", "4096, 5", "10000, 7"})
    void grams_and_column_sums(int rows, int rank) {
        Random random = new Random(rows);
        FactorMatrix factor = new FactorMatrix(rows, rank);
        for (int i = 0; i < rows; i++) {
            for (int r = 0; r < rank; r++) {
                factor.set(i, r, random.nextGaussian());
            }
        }
        double[] gram = Gram.of(factor);
        double[] sums = Gram.columnSums(factor);
        for (int r = 0; r < rank; r++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += factor.at(i, r);
            }
            assertThat(sums[r]).isCloseTo(sum, within(1e-9));
            for (int s = 0; s < rank; s++) {
                double product = 0;
                for (int i = 0; i < rows; i++) {
                    product += factor.at(i, r) * factor.at(i, s);
                }
                assertThat(gram[r * factor.stride() + s]).isCloseTo(product, within(1e-9));
            }
        }
    }
}
