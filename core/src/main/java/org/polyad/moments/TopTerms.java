package org.polyad.moments;

/**
 * The words of largest share of a topic, the largest first.
 *
 * @param indices of the words
 * @param weights their shares
 */
public record TopTerms(int[] indices, double[] weights) {
    public static TopTerms of(TopicModel model, int topic, int most) {
        int k = model.topics();
        double[] lambda = model.lambda();
        int size = Math.min(Math.max(0, most), model.words());
        int[] indices = new int[size];
        double[] weights = new double[size];
        double total = 0;
        int found = 0;
        for (int i = 0; i < model.words(); i++) {
            double value = lambda[i * k + topic];
            total += value;
            if (found < size || size > 0 && value > weights[size - 1]) {
                int at = found < size ? found++ : size - 1;
                while (at > 0 && weights[at - 1] < value) {
                    weights[at] = weights[at - 1];
                    indices[at] = indices[--at];
                }
                weights[at] = value;
                indices[at] = i;
            }
        }
        for (int t = 0; t < size; t++) {
            weights[t] /= total;
        }
        return new TopTerms(indices, weights);
    }
}
