package org.polyad.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

/** Blocks against the definition: which entries they own, in which order. The seed is the number of blocks. */
class ModeViewsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60})
    void every_block_has_its_entries_in_order(int blocks) {
        Random random = new Random(blocks);
        SparseTensorBuilder builder = SparseTensor.builder(3);
        for (int p = 0; p < 4000; p++) {
            // two thirds in one row of each mode, which is then cut in pieces
            int[] subscript = {random.nextInt(40), random.nextInt(50), random.nextInt(60)};
            if (p % 3 > 0) {
                subscript[random.nextInt(3)] = 5;
            }
            builder.add(subscript, p);
        }
        SparseTensor tensor = builder.build(Shape.of(40, 50, 60), Duplicates.LAST);
        for (int mode = 0; mode < 3; mode++) {
            RowBlocks cuts = RowBlocks.cut(tensor.sliceCounts(mode), blocks);
            ModeView[] views = ModeViews.build(tensor, mode, cuts, tensor.sliceCounts(mode));
            int seen = 0;
            for (int b = 0; b < cuts.blocks(); b++) {
                seen += check(tensor, cuts, views[b], b);
            }
            assertThat(seen).isEqualTo(tensor.entries());
            assertThat(views).anyMatch(view -> blocks < 60 || view.pieces() > 1);
        }
    }

    /** Goes through the tensor in its order, row by row, and meets the block's entries one after the other. */
    private static int check(SparseTensor tensor, RowBlocks cuts, ModeView view, int block) {
        int mode = view.mode();
        int at = 0;
        for (int j = 0; j < view.rows(); j++) {
            assertThat(view.rowStart()[j]).isEqualTo(at);
            for (int p = 0; p < tensor.entries(); p++) {
                int[] subscript = tensor.subscript(p);
                if (subscript[mode] == view.firstRow() + j && cuts.blockOf(subscript[mode], subscript) == block) {
                    for (int n = 0; n < subscript.length; n++) {
                        assertThat(n == mode ? subscript[n] : view.subscripts()[n][at])
                                .isEqualTo(subscript[n]);
                    }
                    assertThat(view.values()[at++]).isEqualTo(tensor.values()[p]);
                }
            }
        }
        assertThat(view.entries()).isEqualTo(at);
        return at;
    }
}
