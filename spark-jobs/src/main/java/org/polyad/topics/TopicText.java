package org.polyad.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.polyad.moments.TopTerms;
import org.polyad.moments.TopicEstimate;
import org.polyad.moments.TopicFit;
import org.polyad.store.TopicsStore;
import org.polyad.text.UserText;

/** Topics as people and programs read them: each with its prior and its words of largest share. */
public final class TopicText {
    private final TopicFit fit;
    private final DocumentInput.Names words;
    private final int top;

    public TopicText(TopicsStore.Topics topics, int top, int base) {
        this.fit = topics.fit();
        this.words = new DocumentInput.Names(topics.labels(), fit.model().words(), base);
        this.top = top;
    }

    public void print(boolean json, PrintWriter out) {
        if (!json) {
            summary(out);
        }
        for (int r = 0; r < fit.model().topics(); r++) {
            TopTerms terms = TopTerms.of(fit.model(), r, top);
            if (json) {
                json(r, terms, out);
            } else {
                table(r, terms, out);
            }
        }
    }

    private void summary(PrintWriter out) {
        TopicEstimate estimate = fit.estimate();
        out.println(String.format(
                Locale.ROOT,
                "%,.0f documents of %,.0f words, %,d different; %d topics",
                fit.moments().documents(),
                fit.moments().tokens(),
                fit.model().words(),
                fit.model().topics()));
        out.println(String.format(
                Locale.ROOT,
                "moments: %d directions are no noise; sum of the prior %.3g, residual %.3f, negative mass %.3f",
                fit.moments().supported(),
                estimate.concentration(),
                estimate.residual(),
                estimate.negativeMass()));
    }

    private void table(int topic, TopTerms terms, PrintWriter out) {
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "topic %d: alpha %.4g, sum by moments %.3f",
                topic,
                fit.model().alpha()[topic],
                fit.estimate().sums()[topic]));
        for (int t = 0; t < terms.indices().length; t++) {
            out.println(String.format(
                    Locale.ROOT, "  %8.5f  %s", terms.weights()[t], UserText.text(words.at(terms.indices()[t]))));
        }
    }

    private void json(int topic, TopTerms terms, PrintWriter out) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("topic", topic);
        json.put("alpha", fit.model().alpha()[topic]);
        json.put("sum", fit.estimate().sums()[topic]);
        ArrayNode shown = json.putArray("words");
        for (int t = 0; t < terms.indices().length; t++) {
            ObjectNode word = shown.addObject().put("index", terms.indices()[t]);
            if (words.labels() != null) {
                word.put("word", words.labels()[terms.indices()[t]]);
            }
            word.put("share", terms.weights()[t]);
        }
        out.println(json);
    }
}
