package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyad.loss.Losses;
import org.polyad.sampling.Entries;
import org.polyad.sampling.Purpose;
import org.polyad.sampling.Slab;
import org.polyad.sampling.Slabs;
import org.polyad.sampling.Streams;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.SparseTensorBuilder;

class OmegaTest {
    private static GcpOptions options(String loss, Unlisted unlisted, long seed, double holdout, double exactCells) {
        return GcpOptions.of(2)
                .loss(Losses.parse(loss))
                .unlisted(unlisted)
                .seed(seed)
                .holdout(holdout)
                .exactCells(exactCells)
                // which samples the zeros once, for the run
                .method(Method.NEWTON)
                .build();
    }

    /** Each cell is listed with probability {@code share}, with value 1 (or weights of 2 on every third). */
    private static SparseTensor links(int[] sizes, double share, long seed) {
        Shape shape = Shape.of(sizes);
        SparseTensorBuilder builder = SparseTensor.builder(sizes.length);
        SparseTensor none = Entries.none(shape);
        SparseTensor cells = org.polyad.sampling.AllCells.zeros(Slab.whole(none), none);
        for (int p = 0; p < cells.entries(); p++) {
            if (Streams.uniform(seed, Purpose.GENERATE, p, 0, 0) < share) {
                builder.add(cells.subscript(p), 1, p % 3 == 0 ? 2 : 1);
            }
        }
        return builder.build(shape, Duplicates.ERROR);
    }

    private static List<Slab> cut(SparseTensor tensor, int... ends) {
        List<Slab> slabs = new ArrayList<>();
        int first = 0;
        for (int end : ends) {
            boolean[] in = new boolean[tensor.entries()];
            for (int p = 0; p < in.length; p++) {
                in[p] = tensor.subscripts(0)[p] >= first && tensor.subscripts(0)[p] < end;
            }
            slabs.add(new Slab(Entries.select(tensor, in, true), first, end));
            first = end;
        }
        return slabs;
    }

    private record Cut(Shape shape, List<Slab> slabs) implements Slabs {
        @Override
        public <T> List<T> map(Task<T> task) {
            return slabs.stream().map(task::apply).toList();
        }
    }

    private static void assertSame(SparseTensor a, SparseTensor b) {
        assertThat(a.entries()).isEqualTo(b.entries());
        for (int n = 0; n < a.order(); n++) {
            assertThat(a.subscripts(n)).isEqualTo(b.subscripts(n));
        }
        for (int p = 0; p < a.entries(); p++) {
            assertThat(a.values()[p]).isEqualTo(b.values()[p]);
            assertThat(a.weight(p)).isEqualTo(b.weight(p));
        }
    }

    @Test
    void slabs_give_the_cells_of_the_whole() {
        SparseTensor data = links(new int[] {11, 7, 5}, 0.2, 3);
        Object[][] cases = {
            {"gaussian", Unlisted.MISSING, 1e7},
            {"gaussian", Unlisted.ZERO, 1e7},
            {"bernoulli-logit", Unlisted.ZERO, 1e7},
            {"bernoulli-logit", Unlisted.ZERO, 10.0}
        };
        for (Object[] c : cases) {
            GcpOptions options = options((String) c[0], (Unlisted) c[1], 4, 0.3, (double) c[2]);
            Omega.LocalOmega whole = Omega.prepare(data, options);
            List<Slab> slabs = cut(data, 1, 2, 2, 8, 11);
            Omega omega = Omega.settle(new Cut(data.shape(), slabs), options);
            SparseTensor training = Entries.none(data.shape());
            SparseTensor holdout = Entries.none(HeldCells.shape(data.shape()));
            for (Slab slab : slabs) {
                training = Entries.join(training, omega.plan().training(slab));
                holdout = Entries.join(holdout, omega.plan().holdout(slab));
            }
            assertSame(training, whole.training());
            assertSame(holdout, whole.holdout());
            assertThat(omega.cells()).isEqualTo(whole.cells());
            assertThat(omega.holdoutCells()).isEqualTo(holdout.entries());
        }
    }

    /** What slabs send back has the same size for 16 times as many entries, and with them cells to set aside. */
    @Test
    void what_slabs_send_back_does_not_grow_with_the_entries() {
        for (String loss : new String[] {"bernoulli-logit", "poisson"}) {
            long small = mostBytes(links(new int[] {20, 20, 20}, 0.4, 2), options(loss, Unlisted.ZERO, 3, 0.5, 1e7));
            long large = mostBytes(links(new int[] {80, 40, 40}, 0.4, 2), options(loss, Unlisted.ZERO, 3, 0.5, 1e7));
            assertThat(large).isEqualTo(small).isLessThan(10_000);
        }
    }

    private static long mostBytes(SparseTensor data, GcpOptions options) {
        long[] most = {0};
        Slab whole = Slab.whole(data);
        Omega.settle(
                new Slabs() {
                    @Override
                    public Shape shape() {
                        return data.shape();
                    }

                    @Override
                    public <T> List<T> map(Task<T> task) {
                        T result = task.apply(whole);
                        most[0] = Math.max(most[0], bytes(result));
                        return List.of(result);
                    }
                },
                options);
        return most[0];
    }

    private static int bytes(Object result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    /** A listed zero, and a listed cell of weight 0, is not taken for a drawn one, whatever share of the cells is listed. */
    @Test
    void a_mark_says_which_cells_were_listed() {
        for (double share : new double[] {0.1, 0.5, 0.97}) {
            SparseTensor links = links(new int[] {12, 9, 8}, share, 5);
            double[] values = new double[links.entries()];
            double[] weights = new double[values.length];
            Arrays.setAll(values, p -> p % 3 == 0 ? 1 : 0);
            Arrays.setAll(weights, p -> p % 5);
            int[][] subscripts = new int[3][];
            Arrays.setAll(subscripts, links::subscripts);
            SparseTensor data = new SparseTensor(links.shape(), subscripts, values, weights);
            SparseTensor holdout = Omega.prepare(data, options("poisson", Unlisted.ZERO, 6, 0.25, 1e7))
                    .holdout();
            SparseTensor cells = HeldCells.unmarked(holdout);
            boolean[] drawn = new boolean[cells.entries()];
            int count = 0;
            for (int p = 0; p < drawn.length; p++) {
                drawn[p] = holdout.subscripts(3)[p] == 1;
                count += drawn[p] ? 1 : 0;
            }
            int listed = drawn.length - count;
            SparseTensor ofData = Entries.without(data, Entries.without(data, Entries.select(cells, drawn, false)));
            assertSame(Entries.select(cells, drawn, false), ofData);
            assertThat(Entries.without(Entries.select(cells, drawn, true), data).entries())
                    .isEqualTo(count)
                    .isEqualTo((int) Math.min(listed, (864 - data.entries()) / 2));
            double aside = Arrays.stream(ofData.weights()).sum()
                    / Arrays.stream(weights).sum();
            double each = aside * (864 - data.entries()) / count;
            SparseTensor zeros = Entries.select(cells, drawn, true);
            for (int p = 0; p < zeros.entries(); p++) {
                assertThat(zeros.values()[p]).isZero();
                assertThat(zeros.weight(p)).isCloseTo(each, offset(1e-12 * each));
            }
        }
    }

    @Test
    void as_many_zeros_as_listed_cells_are_set_aside_and_none_is_trained_on() {
        SparseTensor data = links(new int[] {12, 9, 8}, 0.2, 5);
        for (double exactCells : new double[] {1e7, 10}) {
            Omega.LocalOmega omega =
                    Omega.prepare(data, options("bernoulli-logit", Unlisted.ZERO, 6, 0.25, exactCells));
            SparseTensor holdout = HeldCells.unmarked(omega.holdout());
            int zeros = Entries.without(holdout, data).entries();
            assertThat(holdout.entries()).isEqualTo(2 * zeros);
            assertThat((double) zeros).isBetween(0.15 * data.entries(), 0.35 * data.entries());
            assertThat(Entries.without(omega.training(), holdout).entries())
                    .isEqualTo(omega.training().entries());
        }
    }

    @Test
    void with_a_closed_form_cells_set_aside_stay_with_weight_zero() {
        SparseTensor data = links(new int[] {12, 9, 8}, 0.2, 5);
        Omega.LocalOmega omega = Omega.prepare(data, options("poisson", Unlisted.ZERO, 6, 0.25, 1e7));
        int weightless = 0;
        for (int p = 0; p < omega.training().entries(); p++) {
            if (omega.training().weight(p) == 0) {
                assertThat(omega.training().values()[p]).isZero();
                weightless++;
            }
        }
        assertThat(weightless).isEqualTo(omega.holdout().entries());
        Cells.Moments moments = omega.cells().moments();
        assertThat(moments.cells()).isEqualTo(data.shape().cells() - weightless);
        assertThat(omega.listedCounts()[1])
                .isEqualTo(Entries.without(data, HeldCells.unmarked(omega.holdout()))
                        .sliceCounts(1));
    }

    @Test
    void all_cells_are_all_but_those_set_aside() {
        SparseTensor data = links(new int[] {12, 9, 8}, 0.2, 5);
        Omega.LocalOmega omega = Omega.prepare(data, options("bernoulli-logit", Unlisted.ZERO, 6, 0.25, 1e7));
        assertThat(omega.cells().zeros()).isEqualTo(ZeroHandling.ALL_CELLS);
        assertThat(omega.training().entries() + omega.holdout().entries()).isEqualTo(12 * 9 * 8);
        assertThat(omega.cells().moments().cells()).isEqualTo(omega.training().entries());
    }

    @Test
    void a_sampled_objective_is_unbiased_over_seeds_1_to_400() {
        SparseTensor data = links(new int[] {40, 30, 20}, 0.1, 7);
        double exact = 0;
        SparseTensor zeros = org.polyad.sampling.AllCells.zeros(Slab.whole(data), data);
        for (int p = 0; p < zeros.entries(); p++) {
            exact += value(zeros.subscript(p));
        }
        int runs = 400;
        double sum = 0;
        double squares = 0;
        for (int seed = 1; seed <= runs; seed++) {
            // few draws: the formula would draw as many as there are cells of so small a tensor
            GcpOptions options = options("bernoulli-logit", Unlisted.ZERO, seed, 0, 10);
            OmegaPlan few = new OmegaPlan(options, ZeroHandling.SAMPLED, 0, 1, zeros.entries() / 500.0);
            SparseTensor sample = few.sample(Slab.whole(data));
            double estimate = 0;
            for (int p = 0; p < sample.entries(); p++) {
                estimate += value(sample.subscript(p)) * sample.weight(p);
            }
            sum += estimate;
            squares += (estimate - exact) * (estimate - exact);
        }
        double error = Math.sqrt(squares / runs / runs);
        assertThat(error / exact).isLessThan(0.01);
        assertThat(sum / runs).isCloseTo(exact, offset(5 * error));
    }

    private static double value(int[] subscript) {
        return 1 + subscript[0] * subscript[0] + 3 * subscript[1] - Math.cos(subscript[2]);
    }

    @Test
    void sampled_weights_add_up_to_the_unlisted_cells_but_for_rounding_and_first_and_last_cell_are_drawn_seed_8() {
        SparseTensor data = links(new int[] {30, 20, 10}, 0.001, 8);
        Omega.LocalOmega omega = Omega.prepare(data, options("bernoulli-logit", Unlisted.ZERO, 8, 0, 10));
        SparseTensor zeros = Entries.without(omega.training(), data);
        double total = 0;
        boolean[][] seen = {new boolean[30], new boolean[20], new boolean[10]};
        for (int p = 0; p < zeros.entries(); p++) {
            total += zeros.weight(p);
            for (int n = 0; n < 3; n++) {
                seen[n][zeros.subscripts(n)[p]] = true;
            }
        }
        // each row draws its share of all, up or down to a whole number
        assertThat(total).isCloseTo(6000 - data.entries(), offset(30.0));
        for (boolean[] mode : seen) {
            assertThat(mode).doesNotContain(false);
        }
        assertThat(zeros.entries()).isBetween(3000, 6000);
    }

    @Test
    void a_tensor_of_more_than_2_to_the_63_cells_is_sampled_seed_9() {
        Shape shape = Shape.of(2_000_000_000, 2_000_000_000, 2_000_000_000);
        SparseTensor data = SparseTensor.builder(3)
                .add(new int[] {1, 2, 3}, 1)
                .add(new int[] {1_999_999_999, 7, 5}, 1)
                .build(shape, Duplicates.ERROR);
        Omega omega = Omega.settle(
                new Cut(shape, List.of(new Slab(data, 0, 2_000_000_000))),
                options("bernoulli-logit", Unlisted.ZERO, 9, 0.6, 1e7));
        assertThat(omega.cells().zeros()).isEqualTo(ZeroHandling.SAMPLED);
        SparseTensor training = omega.plan().training(new Slab(data, 0, 2_000_000_000));
        // rows draw in groups, each its share up or down to a whole number
        assertThat(training.entries()).isBetween(995_000, 1_005_000);
        double total = 0;
        for (int p = 0; p < training.entries(); p++) {
            total += training.weight(p);
        }
        assertThat(total / 8e27).isCloseTo(1, offset(0.005));
    }

    @Test
    void data_that_list_every_cell_have_no_zeros_and_need_no_word_about_them() {
        SparseTensor data = links(new int[] {4, 3, 2}, 1, 1);
        assertThat(Omega.prepare(data, options("gamma", null, 1, 0, 1e7))
                        .cells()
                        .zeros())
                .isEqualTo(ZeroHandling.NONE);
        assertThat(Omega.prepare(data, options("gamma", Unlisted.ZERO, 1, 0, 1e7))
                        .training()
                        .entries())
                .isEqualTo(24);
    }

    @Test
    void moments_weigh_the_entries() {
        SparseTensor data = SparseTensor.builder(2)
                .add(new int[] {0, 1}, 3, 2)
                .add(new int[] {2, 0}, -1, 0.5)
                .build(Shape.of(3, 2), Duplicates.ERROR);
        Cells.Moments missing = Omega.prepare(data, options("gaussian", Unlisted.MISSING, 1, 0, 1e7))
                .cells()
                .moments();
        assertThat(missing.listed()).isEqualTo(2);
        assertThat(missing.cells()).isEqualTo(2);
        assertThat(missing.weight()).isEqualTo(2.5);
        assertThat(missing.sum()).isEqualTo(5.5);
        assertThat(missing.squares()).isEqualTo(18.5);
        Cells.Moments zero = Omega.prepare(data, options("gaussian", Unlisted.ZERO, 1, 0, 1e7))
                .cells()
                .moments();
        assertThat(zero.cells()).isEqualTo(6);
        assertThat(zero.weight()).isEqualTo(6.5);
        assertThat(zero.fingerprint()).isEqualTo(missing.fingerprint());
    }

    @Test
    void errors_name_the_loss_and_the_entry() {
        SparseTensor data = SparseTensor.builder(2)
                .add(new int[] {0, 1}, 3)
                .add(new int[] {2, 0}, -2)
                .build(Duplicates.ERROR);
        assertThatThrownBy(() -> Omega.prepare(data, options("poisson", Unlisted.ZERO, 1, 0, 1e7)))
                .isInstanceOf(EntryException.class)
                .hasMessage("loss poisson needs a whole number x >= 0, but entry [2, 0] is -2.0");
        SparseTensor good = links(new int[] {5, 4}, 0.5, 1);
        assertThatThrownBy(() -> Omega.prepare(good, options("gamma", Unlisted.ZERO, 1, 0, 1e7)))
                .hasMessage("loss gamma needs x > 0, so entries that are not listed cannot be zeros: "
                        + "unlisted must be missing");
        assertThatThrownBy(() -> Omega.prepare(good, options("beta(b=0)", Unlisted.ZERO, 1, 0, 1e7)))
                .hasMessageContaining("falls without bound");
        assertThatThrownBy(() -> Omega.prepare(good, options("gaussian", null, 1, 0, 1e7)))
                .hasMessageContaining("say what the others are");
    }
}
