package org.polyad.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "rank, rnak, 1", "rank, rank, 0", "'', rank, 4", "loss, lost, 1"})
    void edits_are_counted(String a, String b, int edits) {
        assertThat(Nearest.edits(a, b)).isEqualTo(edits);
        assertThat(Nearest.edits(b, a)).isEqualTo(edits);
    }

    @Test
    void a_word_far_from_all_has_no_nearest() {
        assertThat(Nearest.to("--colour", List.of("--rank", "--loss"))).isEmpty();
        assertThat(Nearest.to("--max-iteration", List.of("--max-fails", "--max-iterations")))
                .contains("--max-iterations");
    }

    @Test
    void case_does_not_count() {
        assertThat(Nearest.to("poission", List.of("gaussian", "poisson", "poisson-log")))
                .contains("poisson");
        assertThat(Nearest.to("LASTNAME", List.of("FirstName", "LastName"))).contains("LastName");
    }
}
