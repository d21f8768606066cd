package org.polyad.moments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents drawn from a latent Dirichlet allocation whose topics are known. */
final class PlantedTopics {
    final int words;
    final int k;
    final double[][] topics;
    final double[] alpha;
    final List<DocumentBlock> blocks = new ArrayList<>();

    PlantedTopics(int words, double[] alpha, int documents, int length, long seed) {
        Random random = new Random(seed);
        this.words = words;
        this.k = alpha.length;
        this.alpha = alpha;
        this.topics = new double[k][];
        for (int r = 0; r < k; r++) {
            double[] prior = new double[words];
            java.util.Arrays.fill(prior, 0.1);
            topics[r] = dirichlet(prior, random);
        }
        DocumentBlock.Builder builder = new DocumentBlock.Builder(3);
        for (int d = 0; d < documents; d++) {
            add(builder, length, random);
            if (builder.full()) {
                blocks.add(builder.build());
            }
        }
        if (!builder.isEmpty()) {
            blocks.add(builder.build());
        }
    }

    private void add(DocumentBlock.Builder builder, int length, Random random) {
        double[] shares = dirichlet(alpha, random);
        double[] counts = new double[words];
        int[] all = new int[words];
        for (int t = 0; t < length; t++) {
            counts[draw(topics[draw(shares, random)], random)]++;
        }
        for (int i = 0; i < words; i++) {
            all[i] = i;
        }
        builder.add(all, counts, words, 1);
    }

    static int draw(double[] shares, Random random) {
        double left = random.nextDouble();
        int i = 0;
        while (i < shares.length - 1 && (left -= shares[i]) >= 0) {
            i++;
        }
        return i;
    }

    static double[] dirichlet(double[] prior, Random random) {
        double[] x = new double[prior.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            x[i] = gamma(prior[i], random);
            sum += x[i];
        }
        for (int i = 0; i < x.length; i++) {
            x[i] /= sum;
        }
        return x;
    }

    /** Marsaglia and Tsang 2000. */
    private static double gamma(double shape, Random random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** The mean over topics of the L1 distance to the nearest found one. @param found words x k, row-major */
    double error(double[] found) {
        double total = 0;
        for (double[] topic : topics) {
            double best = Double.POSITIVE_INFINITY;
            for (int r = 0; r < k; r++) {
                double distance = 0;
                for (int i = 0; i < words; i++) {
                    distance += Math.abs(topic[i] - found[i * k + r]);
                }
                best = Math.min(best, distance);
            }
            total += best;
        }
        return total / k;
    }
}
