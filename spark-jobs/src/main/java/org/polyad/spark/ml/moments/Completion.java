package org.polyad.spark.ml.moments;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.DocumentCompletion;
import org.polyad.moments.TopicModel;

/** The sum of log p of the words in a random half of a document; 0 for one that has fewer than 2. */
public final class Completion implements UDF1<Vector, Double> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TopicModel> sent;
    private final long seed;
    private transient DocumentCompletion completion;

    public Completion(Broadcast<TopicModel> sent, long seed) {
        this.sent = sent;
        this.seed = seed;
    }

    @Override
    public synchronized Double call(Vector document) {
        if (completion == null) {
            TopicModel model = sent.value();
            completion = new DocumentCompletion(model.distributions(), model.alpha(), seed);
        }
        if (document == null) {
            return null;
        }
        SparseVector counts = document.toSparse();
        DocumentBlock.Builder builder = new DocumentBlock.Builder(2);
        boolean kept = builder.add(counts.indices(), counts.values(), counts.indices().length, 1);
        return kept ? completion.logProbability(builder.build(), 0) : 0.0;
    }
}
