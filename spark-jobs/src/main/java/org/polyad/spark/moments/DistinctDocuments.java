package org.polyad.spark.moments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.polyad.moments.Copies;
import org.polyad.moments.DocumentBlock;
import org.polyad.spark.entries.ByTarget;
import scala.Tuple2;

/**
 * Of equal documents of 20 words or more one is kept, with the largest of their weights: copies of one text dominate squares and cubes
 * of counts. Shorter ones are equal by chance, and all stay. Only hashes of documents are shuffled.
 */
public final class DistinctDocuments {
    private DistinctDocuments() {}

    /** @param blocks cached, since they are read twice */
    public static JavaRDD<DocumentBlock> of(JavaRDD<DocumentBlock> blocks) {
        int partitions = blocks.getNumPartitions();
        JavaRDD<Bags> kept = JavaPairRDD.fromJavaRDD(blocks.mapPartitionsWithIndex(
                        (partition, all) -> cut(partition, all, partitions).iterator(), false))
                .partitionBy(new ByTarget(partitions))
                .values()
                .mapPartitionsToPair(bags -> merged(bags, partitions).iterator())
                .partitionBy(new ByTarget(partitions))
                .values();
        return blocks.zipPartitions(kept, DistinctDocuments::only);
    }

    /** The long documents of a partition, by the reducer that a hash belongs to. */
    private static List<Tuple2<Integer, Bags>> cut(int partition, Iterator<DocumentBlock> blocks, int targets) {
        Bags[] bags = new Bags[targets];
        int document = 0;
        while (blocks.hasNext()) {
            DocumentBlock block = blocks.next();
            for (int d = 0; d < block.documents(); d++) {
                if (block.length(d) >= Copies.LENGTH) {
                    int target = Math.floorMod(block.bag(d), targets);
                    if (bags[target] == null) {
                        bags[target] = new Bags(partition);
                    }
                    bags[target].add(block.bag(d), document + d, block.weight(d));
                }
            }
            document += block.documents();
        }
        return pairs(bags);
    }

    private static List<Tuple2<Integer, Bags>> pairs(Bags[] bags) {
        List<Tuple2<Integer, Bags>> pairs = new ArrayList<>();
        for (int target = 0; target < bags.length; target++) {
            if (bags[target] != null) {
                pairs.add(new Tuple2<>(target, bags[target]));
            }
        }
        return pairs;
    }

    /** Where a bag stands first, and the largest weight of its copies. */
    private static final class First {
        private int partition;
        private int document;
        private double weight;
    }

    private static List<Tuple2<Integer, Bags>> merged(Iterator<Bags> all, int partitions) {
        Map<Long, First> firsts = new HashMap<>();
        while (all.hasNext()) {
            Bags bags = all.next();
            for (int k = 0; k < bags.size(); k++) {
                First first = firsts.computeIfAbsent(bags.bag(k), bag -> new First());
                boolean fresh = first.weight == 0;
                boolean before = bags.partition() < first.partition
                        || bags.partition() == first.partition && bags.document(k) < first.document;
                if (fresh || before) {
                    first.partition = bags.partition();
                    first.document = bags.document(k);
                }
                first.weight = Math.max(first.weight, bags.weight(k));
            }
        }
        Bags[] kept = new Bags[partitions];
        firsts.forEach((bag, first) -> {
            if (kept[first.partition] == null) {
                kept[first.partition] = new Bags(first.partition);
            }
            kept[first.partition].add(bag, first.document, first.weight);
        });
        return pairs(kept);
    }

    /** The short documents, and the long ones that are named. */
    private static Iterator<DocumentBlock> only(Iterator<DocumentBlock> blocks, Iterator<Bags> kept) {
        Map<Integer, Double> weights = new HashMap<>();
        while (kept.hasNext()) {
            Bags bags = kept.next();
            for (int k = 0; k < bags.size(); k++) {
                weights.put(bags.document(k), bags.weight(k));
            }
        }
        List<DocumentBlock> chosen = new ArrayList<>();
        int document = 0;
        while (blocks.hasNext()) {
            DocumentBlock block = blocks.next();
            chosen.add(only(block, document, weights));
            document += block.documents();
        }
        return chosen.iterator();
    }

    private static DocumentBlock only(DocumentBlock block, int before, Map<Integer, Double> weights) {
        int[] documents = new int[block.documents()];
        double[] chosen = new double[block.documents()];
        int count = 0;
        for (int d = 0; d < block.documents(); d++) {
            Double weight = block.length(d) < Copies.LENGTH ? (Double) block.weight(d) : weights.get(before + d);
            if (weight != null) {
                documents[count] = d;
                chosen[count++] = weight;
            }
        }
        return block.only(Arrays.copyOf(documents, count), Arrays.copyOf(chosen, count));
    }
}
