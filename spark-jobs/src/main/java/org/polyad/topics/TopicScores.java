package org.polyad.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyad.InvalidInputException;
import org.polyad.input.source.InputOptions;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.DocumentCompletion;
import org.polyad.moments.LocalPasses;
import org.polyad.moments.TopicBound;
import org.polyad.store.TopicsStore;
import org.polyad.text.UserText;

/** How well topics fit documents: completion, and the variational bound, both - log-likelihood a word; lower is better. */
public final class TopicScores {
    private static final List<String> NAMES = List.of("completion", "bound");

    private final TopicsStore.Topics topics;
    private final InputOptions input;
    private final long seed;

    /** @param seed of the halves of documents */
    public TopicScores(TopicsStore.Topics topics, InputOptions input, long seed) {
        this.topics = topics;
        this.input = input;
        this.seed = seed;
    }

    /** @param metrics null: all */
    public void print(List<String> metrics, boolean json, PrintWriter out, PrintWriter log) throws IOException {
        List<String> wanted = new ArrayList<>();
        for (String metric : metrics == null ? NAMES : metrics) {
            if (!NAMES.contains(metric.strip())) {
                throw new InvalidInputException(
                        "the metrics of topics are completion and bound, found " + UserText.quoted(metric));
            }
            wanted.add(metric.strip());
        }
        DocumentInput.Names words =
                new DocumentInput.Names(topics.labels(), topics.fit().model().words(), input.indexBase);
        DocumentInput documents = DocumentInput.read(input, words, log);
        ObjectNode scores = scores(documents, wanted);
        if (json) {
            out.println(scores);
        } else {
            scores.properties()
                    .forEach(score -> out.println(String.format(
                            Locale.ROOT,
                            "%-18s %s",
                            score.getKey(),
                            score.getValue().asText())));
        }
        out.flush();
    }

    private ObjectNode scores(DocumentInput documents, List<String> wanted) {
        LocalPasses<DocumentBlock> passes = new LocalPasses<>(documents.blocks());
        ObjectNode scores = new ObjectMapper().createObjectNode();
        if (wanted.contains("completion")) {
            DocumentCompletion.Score score =
                    DocumentCompletion.of(passes, topics.fit().model(), seed);
            put(scores, "completion", score.logPerplexity());
            put(scores, "scoredWords", score.words());
        }
        if (wanted.contains("bound")) {
            TopicBound.Bound bound = TopicBound.of(passes, topics.fit().model());
            put(scores, "bound", bound.logPerplexity());
            put(scores, "words", bound.tokens());
        }
        put(scores, "unknownWords", documents.unknown());
        return scores;
    }

    /** Whole numbers as such; JSON has no NaN. */
    private static void put(ObjectNode json, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            json.put(key, (long) value);
        } else {
            json.put(key, Double.isFinite(value) ? (Double) value : null);
        }
    }
}
