package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.clustering.LDAModel;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.DocumentCompletion;
import org.polyad.moments.LocalPasses;

/**
 * Topics by moments beside MLlib's LDA in one JVM with two cores, on a text of one document a line; prints a line for each run. Every
 * tenth document is held out and completed: its topic shares from one half of its words, - mean log p of the other half. Run its main
 * with
 *
 * <pre>FILE TOPICS [mllib]</pre>
 */
public final class LdaComparison {
    private static final int FOLDS = 10;

    private final Dataset<Row> train;
    private final LocalPasses<DocumentBlock> heldOut;
    private final int words;

    private LdaComparison(Dataset<Row> documents, int words) {
        this.words = words;
        this.train = documents.where("id % " + FOLDS + " > 0").cache();
        this.heldOut = new LocalPasses<>(blocks(documents.where("id % " + FOLDS + " = 0")));
        say("%d documents of %d words in all", train.count(), words);
    }

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
        Dataset<Row> texts = spark.read()
                .text(arguments[0])
                .coalesce(1)
                .withColumn("id", functions.monotonically_increasing_id())
                .selectExpr("id", "split(value, ' ') as words")
                .repartition(4)
                .cache();
        CountVectorizerModel vectorizer = new CountVectorizer()
                .setInputCol("words")
                .setOutputCol("features")
                .setMinDF(20)
                .setMaxDF(0.2)
                .fit(texts);
        Dataset<Row> documents = vectorizer.transform(texts).select("id", "features");
        LdaComparison comparison = new LdaComparison(documents, vectorizer.vocabulary().length);
        comparison.unigram();
        comparison.ours(Integer.parseInt(arguments[1]));
        if (arguments.length > 2) {
            comparison.theirs(Integer.parseInt(arguments[1]));
        }
        spark.stop();
    }

    private static List<DocumentBlock> blocks(Dataset<Row> documents) {
        List<DocumentBlock> blocks = new ArrayList<>();
        DocumentBlock.Builder builder = new DocumentBlock.Builder(2);
        for (Iterator<Row> rows = documents.sort("id").toLocalIterator(); rows.hasNext(); ) {
            SparseVector counts = ((Vector) rows.next().getAs("features")).toSparse();
            builder.add(counts.indices(), counts.values(), counts.indices().length, 1);
            if (builder.full()) {
                blocks.add(builder.build());
            }
        }
        blocks.add(builder.build());
        return blocks;
    }

    private static void say(String format, Object... values) {
        System.out.println("RESULT " + String.format(Locale.ROOT, format, values));
    }

    private void unigram() {
        double[] shares = new double[words];
        double total = 0;
        for (Iterator<Row> rows = train.toLocalIterator(); rows.hasNext(); ) {
            SparseVector counts = ((Vector) rows.next().getAs("features")).toSparse();
            for (int c = 0; c < counts.indices().length; c++) {
                shares[counts.indices()[c]] += counts.values()[c];
                total += counts.values()[c];
            }
        }
        for (int i = 0; i < words; i++) {
            shares[i] = (shares[i] + 0.01) / (total + 0.01 * words);
        }
        say(
                "unigram: completion %.3f",
                DocumentCompletion.of(heldOut, shares, new double[] {1}, 1).logPerplexity());
    }

    private void ours(int k) {
        for (String distinct : new String[] {"off", "on"}) {
            for (int passes : new int[] {0, 1, 2, 5, 10}) {
                SpectralLDA lda =
                        new SpectralLDA().setK(k).setDistinct(distinct).setMaxIter(passes);
                SpectralLDAModel model =
                        timed("moments, distinct " + distinct + ", passes " + passes, () -> lda.fit(train));
                double[] distributions = model.fit().model().distributions();
                score(distributions, model.fit().model().alpha());
                say(
                        "  a0 %.3f, residual %.3f, negative mass %.3f, s_k/s_1 %.2g, supported %d",
                        model.fit().estimate().concentration(),
                        model.fit().estimate().residual(),
                        model.fit().estimate().negativeMass(),
                        model.fit().estimate().eigenvalues()[k - 1]
                                / model.fit().estimate().eigenvalues()[0],
                        model.fit().moments().supported());
            }
        }
    }

    private void theirs(int k) {
        for (int iterations : new int[] {20, 50}) {
            LDA lda = new LDA().setK(k).setMaxIter(iterations).setSeed(1);
            LDAModel model = timed("MLlib online, iterations " + iterations, () -> lda.fit(train));
            Matrix matrix = model.topicsMatrix();
            double[] distributions = new double[words * k];
            for (int r = 0; r < k; r++) {
                double sum = 0;
                for (int i = 0; i < words; i++) {
                    sum += matrix.apply(i, r);
                }
                for (int i = 0; i < words; i++) {
                    distributions[i * k + r] = matrix.apply(i, r) / sum;
                }
            }
            score(distributions, model.estimatedDocConcentration().toArray());
        }
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say("%s: %.1f s", what, (System.nanoTime() - start) / 1e9);
        return result;
    }

    private void score(double[] distributions, double[] alpha) {
        say(
                "  completion %.3f",
                DocumentCompletion.of(heldOut, distributions, alpha, 1).logPerplexity());
    }
}
