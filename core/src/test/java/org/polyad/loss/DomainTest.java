package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DomainTest {
    @ParameterizedTest
    @EnumSource
    void noDomainHasNaNOrInfinity(Domain domain) {
        assertThat(domain.contains(Double.NaN)).isFalse();
        assertThat(domain.contains(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(domain.contains(Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(domain.contains(1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "REAL, -1.5, true",
        "NONNEGATIVE, 0, true",
        "NONNEGATIVE, 0.5, true",
        "NONNEGATIVE, -1e-300, false",
        "POSITIVE, 1e-300, true",
        "POSITIVE, 0, false",
        "POSITIVE, -1, false",
        "COUNT, 0, true",
        "COUNT, -0.0, true",
        "COUNT, 1e15, true",
        "COUNT, 2.5, false",
        "COUNT, -1, false",
        "BINARY, 0, true",
        "BINARY, 2, false",
        "BINARY, 0.5, false",
        "BINARY, -1, false"
    })
    void domainsContain(Domain domain, double x, boolean contained) {
        assertThat(domain.contains(x)).isEqualTo(contained);
    }

    @Test
    void textEndsASentence() {
        assertThat("loss poisson needs " + Losses.poisson().domain().text())
                .isEqualTo("loss poisson needs a whole number x >= 0");
        assertThat(Domain.REAL.text()).isEqualTo("a finite number");
        assertThat(Domain.NONNEGATIVE.text()).isEqualTo("x >= 0");
        assertThat(Domain.POSITIVE.text()).isEqualTo("x > 0");
        assertThat(Domain.BINARY.text()).isEqualTo("0 or 1");
    }
}
