package org.polyad.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

class MethodStateTest {
    private final FactorMatrix[] parts = {new FactorMatrix(2, 3), new FactorMatrix(1, 3)};

    @Test
    void sections_of_an_inner_method_have_its_name_before_theirs() {
        MethodState inner = new MethodState().with("sweep", 7);
        MethodState outer = new MethodState().with("total", 1.5).with("sweeps", inner);
        assertThat(outer.sections()).containsOnlyKeys("total", "sweeps/sweep");
        assertThat(outer.inner("sweeps").number("sweep")).isEqualTo(7);
        assertThat(outer.inner("sweep").sections()).isEmpty();
    }

    @Test
    void parts_come_back_in_matrices_of_their_own() {
        parts[0].set(1, 2, 4);
        MethodState state = new MethodState().with("part", parts);
        FactorMatrix[] back = state.parts("part", parts);
        assertThat(back).isEqualTo(parts);
        parts[0].set(1, 2, 5);
        assertThat(back[0].at(1, 2)).isEqualTo(4);
        assertThat(state.parts("part", parts)[0].at(1, 2)).isEqualTo(4);
    }

    @Test
    void the_state_of_another_method_is_refused() {
        MethodState state = new MethodState().with("epoch", 3).with("part", parts);
        assertThatThrownBy(() -> state.number("sweep"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the saved state has no section sweep, only epoch, part/0, part/1:"
                        + " it was saved by another method");
        FactorMatrix[] larger = {new FactorMatrix(3, 3)};
        assertThatThrownBy(() -> state.parts("part", larger))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("section part/0 of the saved state needs 12 numbers, found 8");
    }
}
