package org.polyad.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.spark.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: how alike two models are. */
@Command(
        name = "compare",
        description = {
            "How alike two models are.",
            "The score is the mean over the best matching of components of the product of their columns' cosines;"
                    + " 1 = the same up to order and scale."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  polyad compare --model trips --with truth"})
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Option(names = "--with", required = true, paramLabel = "M2", description = "Another model of the same shape.")
    private String with;

    @Option(names = "--json", description = "Print a JSON object; default: a line for people.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Model a = model.read();
        Model b = ModelOption.read(with);
        checkLabels(a, b);
        double score = a.ktensor().score(b.ktensor());
        int rank = a.ktensor().rank();
        int other = b.ktensor().rank();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode result = new ObjectMapper().createObjectNode();
            // JSON has no NaN.
            result.put("score", Double.isFinite(score) ? score : null);
            out.println(result.put("rank", rank).put("withRank", other).put("matched", Math.min(rank, other)));
        } else {
            String ranks = rank == other
                    ? "over " + rank + (rank == 1 ? " component" : " components")
                    : "over the " + Math.min(rank, other) + " components of the smaller model, of ranks " + rank
                            + " and " + other;
            out.println(String.format(Locale.ROOT, "score %.6f %s (1 = the same up to order and scale)", score, ranks));
        }
        out.flush();
        return ExitCodes.DONE;
    }

    /** Rows are compared by index, so that equal indices must mean equal things. */
    private void checkLabels(Model a, Model b) {
        if (!a.ktensor().shape().equals(b.ktensor().shape())) {
            return;
        }
        for (int n = 0; n < a.ktensor().order(); n++) {
            for (int i = 0; a.hasLabels(n) && b.hasLabels(n) && i < a.labels()[n].length; i++) {
                if (!a.label(n, i).equals(b.label(n, i))) {
                    throw new InvalidInputException(
                            "the models are of different things: row " + i + " (from 0) of mode "
                                    + n + " is " + Shown.quoted(a.label(n, i)) + " in " + model.folder + " and "
                                    + Shown.quoted(b.label(n, i)) + " in " + with);
                }
            }
        }
    }
}
