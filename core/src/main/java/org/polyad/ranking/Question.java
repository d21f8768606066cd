package org.polyad.ranking;

import org.polyad.InvalidInputException;
import org.polyad.loss.Loss;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;

/**
 * Which rows of an item mode go best with a row of a user mode: those of largest mean. Every other mode is given (one row) or averaged
 * over. Where nothing is averaged, or the mean is linear in m, the order is that of a matrix product,
 *
 * <pre>m(u, i) = sum_r q_u(r) A_item(i, r),   q_u = lambda * A_user(u, :) * prod_{other modes} (given or average row)</pre>
 *
 * <p>otherwise that of the average over {@link ModelMeans}' combinations.
 */
public final class Question {
    private final FactorMatrix users;
    private final FactorMatrix items;
    private final double[] context;
    private final OpenRows open;
    private final Loss loss;

    /**
     * Asks a model.
     *
     * @param given by mode, a row or {@link ModelMeans#AVERAGED}; those of the user and item modes do not matter
     * @throws IllegalArgumentException for modes or rows that the model has not
     */
    public Question(ModelMeans means, int userMode, int itemMode, int[] given) {
        Ktensor model = means.model();
        checkModes(model, userMode, itemMode);
        int[] rows = given.clone();
        rows[userMode] = ModelMeans.AVERAGED;
        rows[itemMode] = ModelMeans.AVERAGED;
        for (int n = 0; n < rows.length; n++) {
            check(rows[n] < model.factor(n).rows(), "a row of mode " + n, rows[n], model);
        }
        this.users = model.factor(userMode);
        this.items = model.factor(itemMode);
        this.context = means.query(rows);
        this.open = means.open(ModelMeans.openModes(userMode, itemMode, given));
        this.loss = means.loss();
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

    public int users() {
        return users.rows();
    }

    public FactorMatrix items() {
        return items;
    }

    /** Whether the order is that of the product of {@link #queries} with the items. */
    boolean isProduct() {
        return open.count() == 1;
    }

    /** q of some users, a row each, for the product. */
    FactorMatrix queries(int[] of) {
        FactorMatrix queries = new FactorMatrix(of.length, context.length);
        for (int j = 0; j < of.length; j++) {
            for (int r = 0; r < context.length; r++) {
                queries.set(j, r, context[r] * users.at(of[j], r) * open.product(0, r));
            }
        }
        return queries;
    }

    ItemScores scores() {
        return new ItemScores(items, open, loss);
    }

    /** lambda times the given rows and the user's. */
    double[] query(int user) {
        double[] query = new double[context.length];
        for (int r = 0; r < query.length; r++) {
            query[r] = context[r] * users.at(user, r);
        }
        return query;
    }
}
