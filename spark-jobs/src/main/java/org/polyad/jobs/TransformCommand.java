package org.polyad.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.polyad.InvalidInputException;
import org.polyad.files.WholeFile;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.InputOptions;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.jobs.flags.ModelOption;
import org.polyad.jobs.flags.TextOutput;
import org.polyad.moments.DocumentBlock;
import org.polyad.moments.DocumentPosterior;
import org.polyad.moments.TopicModel;
import org.polyad.output.TextFile;
import org.polyad.store.TopicsStore;
import org.polyad.text.TableText;
import org.polyad.text.UserText;
import org.polyad.topics.DocumentInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code transform}: what a model of topics says of each document. */
@Command(
        name = "transform",
        description = {
            "The topic shares of each document, by a model that topics made. Words that the model does not have are left"
                    + " out and counted; a document without any other gets zeros."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  polyad transform --model topics --input counts.csv --columns doc,word --value n --output shares.csv"
        })
final class TransformCommand implements Callable<Integer> {
    @Mixin
    private ModelOption model;

    @Mixin
    private InputFlags input;

    @Mixin
    private TextOutput output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        InputOptions options = input.options();
        InputFormat format = InputFormat.bySuffix(output.path);
        if (format != InputFormat.CSV && format != InputFormat.TSV) {
            throw new InvalidInputException(
                    "--output must end in .csv or .tsv (perhaps with .gz behind), found " + output.path);
        }
        WholeFile file = output.open();
        TopicsStore.Topics topics = model.topics();
        if (topics == null) {
            // It says what is wrong with the folder, if anything is.
            model.read();
            throw new InvalidInputException(model.folder + " is a decomposition, which predict and recommend use;"
                    + " transform is for models of topics");
        }
        TopicModel fitted = topics.fit().model();
        DocumentInput.Names words = new DocumentInput.Names(topics.labels(), fitted.words(), options.indexBase);
        PrintWriter log = spec.commandLine().getErr();
        DocumentInput documents = DocumentInput.read(options, words, log);
        char separator = format == InputFormat.TSV ? '\t' : ',';
        TextFile.write(file, out -> write(documents, fitted, separator, out));
        if (documents.unknown() > 0) {
            log.println(UserText.count((long) documents.unknown(), "word") + " that the model does not have");
        }
        return ExitCodes.DONE;
    }

    private static void write(DocumentInput documents, TopicModel model, char separator, OutputStream to)
            throws IOException {
        Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        out.write("document");
        for (int r = 0; r < model.topics(); r++) {
            out.write(separator + "topic" + r);
        }
        out.write('\n');
        DocumentPosterior posterior = new DocumentPosterior(model.weights(), model.alpha());
        double[] shares = new double[model.topics()];
        int document = 0;
        for (DocumentBlock block : documents.blocks()) {
            for (int d = 0; d < block.documents(); d++) {
                block.shares(d, posterior, shares);
                out.write(TableText.field(documents.documents().at(document++), separator));
                for (double share : shares) {
                    out.write(separator + Double.toString(share));
                }
                out.write('\n');
            }
        }
        out.flush();
    }
}
