package org.polyad.spark.moments;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.polyad.moments.Pass;
import org.polyad.moments.Passes;
import org.polyad.spark.session.Failures;
import org.polyad.spark.session.JobDescription;
import scala.Tuple2;

/** Blocks in an RDD: a pass is broadcast, one job reads the blocks, and the partitions' arrays are added in their order. */
public final class SparkPasses<B> implements Passes<B> {
    private final JavaRDD<B> blocks;
    private final String label;

    /**
     * @param blocks cached, since every pass reads them
     * @param label begins the descriptions of the jobs
     */
    public SparkPasses(JavaRDD<B> blocks, String label) {
        this.blocks = blocks;
        this.label = label;
    }

    @Override
    public double[][] sum(Pass<B> pass) {
        Broadcast<Pass<B>> sent =
                JavaSparkContext.fromSparkContext(blocks.context()).broadcast(pass);
        OrderedSum sums = new OrderedSum(pass.lengths(), blocks.getNumPartitions());
        try (JobDescription described = new JobDescription(blocks, label + ": " + pass.name())) {
            return sums.total(JavaPairRDD.fromJavaRDD(blocks.mapPartitionsWithIndex(
                    new PartitionWork<>(sent, pass.lengths(), blocks.getNumPartitions()), false)));
        } catch (Exception e) {
            // Scala throws checked exceptions that it does not declare.
            throw Failures.unchecked(e);
        } finally {
            sent.destroy();
        }
    }

    /** What a task does; it does not hold the pass itself, which would be sent with every task. */
    private record PartitionWork<B>(Broadcast<Pass<B>> sent, int[] lengths, int partitions)
            implements org.apache.spark.api.java.function.Function2<
                    Integer, Iterator<B>, Iterator<Tuple2<Integer, PartialSum>>> {
        @Override
        public Iterator<Tuple2<Integer, PartialSum>> call(Integer partition, Iterator<B> blocks) {
            if (!blocks.hasNext()) {
                return Collections.emptyIterator();
            }
            Pass<B> pass = sent.value();
            double[][] sums = pass.zeros();
            while (blocks.hasNext()) {
                pass.add(blocks.next(), sums);
            }
            List<Tuple2<Integer, PartialSum>> parts = new OrderedSum(lengths, partitions).cut(partition, sums);
            return parts.iterator();
        }
    }
}
