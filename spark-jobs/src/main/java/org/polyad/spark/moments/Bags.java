package org.polyad.spark.moments;

import java.io.Serializable;
import java.util.Arrays;

/** Hashes of documents of a partition, with where they stand in it and their weights. */
final class Bags implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int partition;
    private long[] bags = new long[16];
    private int[] documents = new int[16];
    private double[] weights = new double[16];
    private int size;

    Bags(int partition) {
        this.partition = partition;
    }

    void add(long bag, int document, double weight) {
        if (size == bags.length) {
            bags = Arrays.copyOf(bags, 2 * size);
            documents = Arrays.copyOf(documents, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        bags[size] = bag;
        documents[size] = document;
        weights[size++] = weight;
    }

    int partition() {
        return partition;
    }

    int size() {
        return size;
    }

    long bag(int k) {
        return bags[k];
    }

    int document(int k) {
        return documents[k];
    }

    double weight(int k) {
        return weights[k];
    }
}
