package org.polyad.spark.ml.moments;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.api.java.UDF1;
import org.polyad.InvalidInputException;
import org.polyad.moments.DocumentPosterior;
import org.polyad.moments.TopicModel;

/** The topic shares of a document: the mean of their posterior; zeros for a document without words. */
public final class TopicShares implements UDF1<Vector, Vector> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TopicModel> sent;
    private transient DocumentPosterior posterior;
    private transient int words;
    private transient int topics;

    public TopicShares(Broadcast<TopicModel> sent) {
        this.sent = sent;
    }

    private void begin() {
        TopicModel model = sent.value();
        posterior = new DocumentPosterior(model.weights(), model.alpha());
        words = model.words();
        topics = model.topics();
    }

    /** @throws InvalidInputException for a vector of another size, or with a count below 0 */
    @Override
    public synchronized Vector call(Vector document) {
        if (posterior == null) {
            begin();
        }
        if (document == null) {
            return null;
        }
        if (document.size() != words) {
            throw new InvalidInputException(
                    "the model counts " + words + " words, but a vector has the size " + document.size());
        }
        SparseVector sparse = document.toSparse();
        float[] counts = new float[sparse.values().length];
        for (int c = 0; c < counts.length; c++) {
            counts[c] = (float) sparse.values()[c];
            if (!(counts[c] > 0 && counts[c] <= Float.MAX_VALUE)) {
                throw new InvalidInputException("counts must be 0 or more, but word " + sparse.indices()[c]
                        + " of a document has " + sparse.values()[c]);
            }
        }
        double[] shares = new double[topics];
        if (counts.length > 0) {
            posterior.infer(sparse.indices(), counts, 0, counts.length);
            posterior.shares(shares);
        }
        return Vectors.dense(shares);
    }
}
