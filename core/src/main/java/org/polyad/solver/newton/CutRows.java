package org.polyad.solver.newton;

import java.util.ArrayList;
import java.util.List;
import org.polyad.blocks.RowBlocks;
import org.polyad.engine.Engine;
import org.polyad.kernel.RowSystem;
import org.polyad.linalg.BoundedQuadratic;
import org.polyad.tensor.FactorMatrix;

/**
 * The Newton steps of rows that are cut into pieces: the pieces' systems are added in order, the step is computed here, and the objective at all
 * its trial lengths in one more round over the pieces. All cut rows of a mode share the rounds.
 */
final class CutRows {
    private static final double[] LENGTHS = {1, 0.5, 0.25, 0.1, 0.01, 1e-4};

    private final Engine engine;
    private final RowProblem problem;
    private final int mode;
    private final List<Row> rows = new ArrayList<>();

    /** A cut row: its blocks, the sum of their systems, its step. */
    private static final class Row {
        int index;
        int firstBlock;
        int pieces;
        double weight;
        boolean empty;
        double[] a;
        double[] d;
        double value;
        boolean done;
        RowSystem system;
    }

    CutRows(Engine engine, RowProblem problem) {
        this.engine = engine;
        this.problem = problem;
        this.mode = problem.part;
    }

    /**
     * Improves the cut rows.
     *
     * @param updates of the round that solved the whole rows, by block (input)
     * @param factors the model; its factor of the mode is the one that is being replaced (input)
     * @param next the mode's new factor; the cut rows are written to it (output)
     * @return the sum of their objectives without penalty
     */
    double solve(String label, List<RowUpdate> updates, FactorMatrix[] factors, FactorMatrix next) {
        find(factors[mode]);
        if (rows.isEmpty()) {
            return 0;
        }
        List<RowUpdate> systems = updates;
        for (int k = 0; k < problem.steps; k++) {
            if (k > 0) {
                systems = engine.run(label, new PieceTask(problem, indices(rows), points()), factors, mode);
            }
            step(label, systems, factors);
        }
        for (Row row : rows) {
            next.setRow(row.index, row.a, 0);
        }
        return rows.stream()
                .mapToDouble(row -> row.value - row.weight * RowProblem.squares(row.a))
                .sum();
    }

    private static int[] indices(List<Row> of) {
        return of.stream().mapToInt(row -> row.index).toArray();
    }

    private double[][] points() {
        return rows.stream().map(row -> row.a).toArray(double[][]::new);
    }

    private void find(FactorMatrix own) {
        RowBlocks blocks = engine.blocks(mode);
        for (int b = 0; b < blocks.blocks(); b++) {
            if (blocks.pieces(b) > 1 && blocks.piece(b) == 0) {
                Row row = new Row();
                row.index = blocks.firstRow(b);
                row.firstBlock = b;
                row.pieces = blocks.pieces(b);
                long listed = engine.listedCounts(mode)[row.index];
                row.weight = problem.penalty.of(mode, listed);
                row.empty = listed == 0;
                row.a = new double[own.stride()];
                row.d = new double[own.stride()];
                System.arraycopy(own.data(), own.offset(row.index), row.a, 0, row.a.length);
                rows.add(row);
            }
        }
    }

    private void step(String label, List<RowUpdate> systems, FactorMatrix[] factors) {
        boolean exact = problem.cells.loss().quadratic();
        BoundedQuadratic quadratic =
                new BoundedQuadratic(factors[mode].columns(), factors[mode].stride(), problem.lower);
        for (Row row : rows) {
            row.system = added(row, systems);
            row.value = row.system.value();
            double change = Double.isFinite(row.value) ? minimise(row, quadratic) : 0;
            row.done = !(change < 0);
            if (exact && !row.done) {
                row.value += change;
                row.a = moved(row, 1);
                row.done = true;
            }
        }
        search(label, factors);
    }

    /** Sets the row's step, as {@link RowSolver} does. @return the change that the quadratic model promises */
    private double minimise(Row row, BoundedQuadratic quadratic) {
        double[] gradient = row.system.gradient();
        if (row.empty && !problem.cells.loss().quadratic() && quadratic.leadsIntoBound(gradient)) {
            quadratic.stepToBound(row.a, row.d);
            return slope(row);
        }
        return quadratic.minimise(gradient, row.system.hessian(), row.a, row.d);
    }

    private static double slope(Row row) {
        double slope = 0;
        for (int r = 0; r < row.d.length; r++) {
            slope += row.system.gradient()[r] * row.d[r];
        }
        return slope;
    }

    private RowSystem added(Row row, List<RowUpdate> systems) {
        RowSystem sum = problem.system();
        for (int k = 0; k < row.pieces; k++) {
            RowUpdate piece = systems.get(row.firstBlock + k);
            sum.addValue(piece.value);
            add(piece.gradient, sum.gradient());
            add(piece.hessian, sum.hessian());
        }
        problem.addFixed(sum, row.a, row.weight);
        return sum;
    }

    private static void add(double[] from, double[] to) {
        for (int k = 0; k < to.length; k++) {
            to[k] += from[k];
        }
    }

    /** Computes the objective at all trial lengths of all rows in one round, and takes the longest step that lowers it enough. */
    private void search(String label, FactorMatrix[] factors) {
        List<Row> moving = rows.stream().filter(row -> !row.done).toList();
        if (moving.isEmpty()) {
            return;
        }
        double[][][] trials = new double[moving.size()][LENGTHS.length][];
        for (int i = 0; i < trials.length; i++) {
            for (int k = 0; k < LENGTHS.length; k++) {
                trials[i][k] = moved(moving.get(i), LENGTHS[k]);
            }
        }
        int[] indices = indices(moving);
        List<double[]> values = engine.run(label, new TrialTask(problem, indices, trials), factors, mode);
        for (int i = 0; i < trials.length; i++) {
            choose(moving.get(i), trials[i], values);
        }
    }

    private void choose(Row row, double[][] trials, List<double[]> values) {
        double slope = slope(row);
        for (int k = 0; k < trials.length; k++) {
            double reached = problem.fixedValueAt(trials[k], row.weight);
            for (int p = 0; p < row.pieces; p++) {
                reached += values.get(row.firstBlock + p)[k];
            }
            if (reached <= row.value + 1e-4 * LENGTHS[k] * slope) {
                row.value = reached;
                row.a = trials[k];
                return;
            }
        }
    }

    private double[] moved(Row row, double t) {
        double[] to = row.a.clone();
        for (int r = 0; r < row.system.rank(); r++) {
            to[r] = Math.max(problem.lower, row.a[r] + t * row.d[r]);
        }
        return to;
    }
}
