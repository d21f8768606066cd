package org.polyad.ranking;

import java.io.Serializable;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;

/**
 * Which rows of an item mode go best with a row of a user mode. Every other mode is given (one row) or averaged over: m is linear in
 * each row, so that the mean of m over a mode is m at the mode's mean row. What remains is a matrix product,
 *
 * <pre>m(u, i) = sum_r q_u(r) A_item(i, r),   q_u = lambda * A_user(u, :) * prod_{other modes} (given or mean row)</pre>
 */
public final class Question implements Serializable {
    private static final long serialVersionUID = 1L;

    /** In place of a given row: the mean over the mode. */
    public static final int AVERAGED = -1;

    private final FactorMatrix users;
    private final FactorMatrix items;
    private final double[] context;

    /**
     * Asks a model.
     *
     * @param given by mode, a row or {@link #AVERAGED}; those of the user and item modes do not matter
     * @throws IllegalArgumentException for modes or rows that the model has not
     */
    public Question(Ktensor model, int userMode, int itemMode, int[] given) {
        checkModes(model, userMode, itemMode);
        this.users = model.factor(userMode);
        this.items = model.factor(itemMode);
        this.context = model.lambda().clone();
        for (int n = 0; n < model.order(); n++) {
            if (n != userMode && n != itemMode) {
                check(given[n] < model.factor(n).rows(), "a row of mode " + n, given[n], model);
                times(context, model.factor(n), given[n]);
            }
        }
    }

    static void checkModes(Ktensor model, int userMode, int itemMode) {
        check(userMode >= 0 && userMode < model.order(), "the user mode", userMode, model);
        check(itemMode >= 0 && itemMode < model.order(), "the item mode", itemMode, model);
        check(userMode != itemMode, "the item mode, another than the user mode,", itemMode, model);
    }

    private static void check(boolean holds, String what, int found, Ktensor model) {
        if (!holds) {
            throw new InvalidInputException(what + " must be one of a model of " + model.shape() + ", found " + found);
        }
    }

    private static void times(double[] context, FactorMatrix factor, int row) {
        double[] mean = row == AVERAGED ? factor.meanRow() : factor.meanRow(row, row + 1);
        for (int r = 0; r < mean.length; r++) {
            context[r] *= mean[r];
        }
    }

    public int users() {
        return users.rows();
    }

    public FactorMatrix items() {
        return items;
    }

    /** q of some users, a row each. */
    FactorMatrix queries(int[] of) {
        FactorMatrix queries = new FactorMatrix(of.length, context.length);
        for (int j = 0; j < of.length; j++) {
            for (int r = 0; r < context.length; r++) {
                queries.set(j, r, context[r] * users.at(of[j], r));
            }
        }
        return queries;
    }
}
