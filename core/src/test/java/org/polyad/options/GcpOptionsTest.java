package org.polyad.options;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GcpOptionsTest {
    /** 46,341 squared is past the largest int. */
    @Test
    void a_rank_whose_square_is_no_array_length_is_refused() {
        assertThatThrownBy(() -> GcpOptions.of(46_341).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rank must be 46300 or less, for R x R numbers to fit one array, found 46341");
        assertThatCode(() -> GcpOptions.of(46_300).build()).doesNotThrowAnyException();
    }
}
