package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.files.HadoopPaths;
import org.polyad.jobs.flags.Heading;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.moments.Copies;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.LocalPasses;
import org.polyad.moments.TopicChoice;
import org.polyad.moments.TopicFit;
import org.polyad.moments.TopicOptions;
import org.polyad.parallel.Threads;
import org.polyad.store.ModelStore;
import org.polyad.store.TopicsStore;
import org.polyad.topics.DocumentInput;
import org.polyad.topics.TopicText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics}: topics of documents by the method of moments. */
@Command(
        name = "topics",
        description = {
            "Find the topics of documents, given as counts of words: moments first, which need no random start, then a few"
                    + " variational passes.",
            "Documents of fewer than 3 words do not count. The model is a folder; show, evaluate and transform read it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad topics --input counts.csv --columns doc,word --value n --k 20 --output topics"
        })
@Heading("Topics")
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private InputFlags input;

    @Option(
            names = "--k",
            required = true,
            split = ",",
            paramLabel = "K",
            description =
                    "Topics; of several numbers, 10,20,50, the smallest is chosen whose completion of held-out documents is"
                            + " within one standard error of the best.")
    private List<Integer> topics;

    @Option(
            names = "--holdout",
            defaultValue = "0.1",
            paramLabel = "S",
            description = "Share of the documents held out when --k has several numbers; copies stay together; default:"
                    + " ${DEFAULT-VALUE}.")
    private double holdout;

    @Heading("Output")
    @Option(
            names = "--output",
            required = true,
            paramLabel = "MODEL",
            description = "The folder to write the model to.")
    private String output;

    @Heading("Output")
    @Option(names = "--overwrite", description = "Replace a model that is there already.", fallbackValue = "true")
    private boolean overwrite;

    @Option(
            names = "--passes",
            defaultValue = "5",
            paramLabel = "N",
            description = "Variational passes after the moments; 0: moments alone; default: ${DEFAULT-VALUE}.")
    private int passes;

    @Option(
            names = "--concentration",
            paramLabel = "A",
            description =
                    "The sum of the prior of a document's topic shares; 0: one topic a document; default: chosen by the"
                            + " moments.")
    private Double concentration;

    @Option(
            names = "--eta",
            paramLabel = "E",
            description = "The prior of a topic's word shares; default: 1 over the number of topics.")
    private Double eta;

    @Option(
            names = "--distinct",
            defaultValue = "on",
            paramLabel = "on|off",
            description = "Of equal documents of 20 words or more one is kept; default: ${DEFAULT-VALUE}.")
    private String distinct;

    @Option(
            names = "--k-check",
            defaultValue = "fail",
            paramLabel = "fail|warn",
            description = "What to do about more topics than the documents support; default: ${DEFAULT-VALUE}.")
    private String check;

    @Option(
            names = "--oversampling",
            defaultValue = "10",
            paramLabel = "N",
            description = "Directions kept beside as many as topics; default: ${DEFAULT-VALUE}.")
    private int oversampling;

    @Option(
            names = "--power-iterations",
            defaultValue = "2",
            paramLabel = "N",
            description = "Steps of the range finder; default: ${DEFAULT-VALUE}.")
    private int powers;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Heading("Run")
    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: all cores.")
    private Integer threads;

    @Heading("Output")
    @Option(
            names = "--json",
            description = "Print a JSON object a line for each topic; default: a table for people.",
            fallbackValue = "true")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        TopicOptions options = options();
        ModelStore.checkWritable(HadoopPaths.of(output), HadoopPaths.configuration(), overwrite);
        try (Threads own = Threads.of(threads == null ? Runtime.getRuntime().availableProcessors() : threads)) {
            return own.in(() -> run(options));
        }
    }

    private int run(TopicOptions options) throws Exception {
        DocumentInput read =
                DocumentInput.read(input.options(), 3, spec.commandLine().getErr());
        List<DocumentBlock> blocks = distinct.equals("on") ? Copies.without(read.blocks()) : read.blocks();
        TopicFit fit = topics.size() == 1
                ? TopicFit.of(new LocalPasses<>(blocks), read.words().size(), options)
                : chosen(blocks, read.words().size(), options);
        TopicsStore.Topics stored = new TopicsStore.Topics(fit, read.words().labels());
        TopicsStore.write(stored, HadoopPaths.of(output), HadoopPaths.configuration(), overwrite);
        PrintWriter out = spec.commandLine().getOut();
        new TopicText(stored, 10, input.options().indexBase).print(json, out);
        out.flush();
        return ExitCodes.DONE;
    }

    /** Says on standard error how the numbers did. */
    private TopicFit chosen(List<DocumentBlock> blocks, int words, TopicOptions options) {
        List<Integer> tried = topics.stream().sorted().distinct().toList();
        LocalPasses<DocumentBlock> heldOut = new LocalPasses<>(part(blocks, true));
        TopicChoice.Choice choice =
                TopicChoice.of(new LocalPasses<>(part(blocks, false)), heldOut, words, tried, options);
        PrintWriter log = spec.commandLine().getErr();
        for (int t = 0; t < tried.size(); t++) {
            TopicChoice.Trial trial = choice.trials().get(t);
            log.println(String.format(
                    Locale.ROOT,
                    "%d topics: completion %.4f, behind the best %.4f, standard error %.4f%s",
                    tried.get(t),
                    trial.logPerplexity(),
                    trial.behind(),
                    trial.error(),
                    t == choice.chosen() ? ": chosen" : ""));
        }
        return choice.trials().get(choice.chosen()).fit();
    }

    /** The documents that are held out, or the others. */
    private List<DocumentBlock> part(List<DocumentBlock> blocks, boolean heldOut) {
        List<DocumentBlock> parts = new ArrayList<>();
        for (DocumentBlock block : blocks) {
            int[] documents = new int[block.documents()];
            double[] weights = new double[block.documents()];
            int count = 0;
            for (int d = 0; d < block.documents(); d++) {
                if (DocumentBlock.share(block.bag(d), seed) < holdout == heldOut) {
                    documents[count] = d;
                    weights[count++] = block.weight(d);
                }
            }
            parts.add(block.only(Arrays.copyOf(documents, count), Arrays.copyOf(weights, count)));
        }
        return parts;
    }

    private TopicOptions options() {
        if (!(holdout > 0 && holdout < 1)) {
            throw new InvalidInputException("--holdout must be above 0 and below 1, found " + holdout);
        }
        if (!distinct.matches("on|off")) {
            throw new InvalidInputException("--distinct must be on or off, found " + distinct);
        }
        if (!check.matches("fail|warn")) {
            throw new InvalidInputException("--k-check must be fail or warn, found " + check);
        }
        if (threads != null && threads < 1) {
            throw new InvalidInputException("--threads must be 1 or more, found " + threads);
        }
        return TopicOptions.of(Collections.min(topics))
                .withPasses(passes)
                .withConcentration(concentration == null ? Double.NaN : concentration)
                .withEta(eta == null ? Double.NaN : eta)
                .withOversampling(oversampling)
                .withPowers(powers)
                .withSupportedOnly(check.equals("fail"))
                .withSeed(seed);
    }
}
