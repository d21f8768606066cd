package org.polyad.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polyad.InvalidInputException;
import org.polyad.options.StochasticOptions.Sampling;
import org.polyad.options.Unlisted;
import org.polyad.tensor.Duplicates;

class EnumNamesTest {
    @Test
    void a_name_that_users_write_is_found() {
        for (Sampling sampling : Sampling.values()) {
            assertThat(EnumNames.parse(Sampling.class, "sampler", sampling.toString()))
                    .isEqualTo(sampling);
        }
        assertThat(EnumNames.parse(Sampling.class, "sampler", "semi-stratified"))
                .isEqualTo(Sampling.SEMI_STRATIFIED);
    }

    @Test
    void another_name_is_refused_with_all_that_there_are() {
        assertThatThrownBy(() -> EnumNames.parse(Duplicates.class, "--duplicates", "SUM"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--duplicates must be sum, mean, last or error, found SUM");
        assertThatThrownBy(() -> EnumNames.parse(Unlisted.class, "unlisted", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("unlisted must be zero or missing, found null");
    }
}
