package org.polyad.action;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.polyad.InvalidInputException;
import org.polyad.files.WholeFile;
import org.polyad.input.ColdStart;
import org.polyad.input.EntryCollector;
import org.polyad.input.KeptInput;
import org.polyad.input.LabelledTensor;
import org.polyad.input.TensorInput;
import org.polyad.input.source.InputOptions;
import org.polyad.loss.Losses;
import org.polyad.output.TextFile;
import org.polyad.report.Drawing;
import org.polyad.report.ModeKind;
import org.polyad.report.Report;
import org.polyad.store.StoredModel;
import org.polyad.text.UserText;

/** Makes a page of plots of a model, and of how well it describes its data: what the command {@code report} does. */
public final class ModelReport {
    private ModelReport() {}

    /**
     * A page of a model alone.
     *
     * @param data where to read what the model is compared with; null: nothing
     * @param log for what is left out
     */
    public static Report of(String title, StoredModel model, Drawing drawing, InputOptions data, PrintWriter log)
            throws IOException {
        Report report = new Report(title);
        add(report, model, drawing, data, log);
        return report;
    }

    /** Writes a page as HTML that needs no network; with .gz, .bz2 or .zst at the end of its name it is compressed. */
    public static void write(Report report, WholeFile file) throws IOException {
        byte[] page = report.html().getBytes(StandardCharsets.UTF_8);
        TextFile.write(file, out -> out.write(page));
    }

    /**
     * Adds a model to a page.
     *
     * @param from where to read what the model is compared with; null: nothing
     * @param log for what is left out
     */
    public static void add(Report report, StoredModel model, Drawing drawing, InputOptions from, PrintWriter log)
            throws IOException {
        Object base = model.info().options().get("index-base");
        int indexBase = base instanceof Number number ? number.intValue() : 1;
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("the model's option index-base must be 0 or 1, found " + base);
        }
        ModeKind[] kinds = ModeKind.of(model, drawing.ordered(), drawing.categories(), drawing.map());
        report.model(model, kinds, drawing.top(), indexBase);
        if (from == null) {
            return;
        }
        InputOptions data = from.copy();
        TensorInput input = new TensorInput(data, log);
        Object duplicates = model.info().options().get("duplicates");
        if (data.duplicates == null && duplicates instanceof String policy) {
            data.duplicates = policy;
        }
        KeptInput.applyWithValues(model.info(), data, input.format());
        data.indexBase = indexBase;
        EntryCollector.Known known =
                new EntryCollector.Known(model.labels(), model.ktensor().shape(), ColdStart.DROP);
        LabelledTensor read = input.read(Losses.parse(model.info().loss()), known);
        if (read.unseen() > 0) {
            log.println(read.unseen() + " entries are left out: the model has never seen their labels or indices");
            log.flush();
        }
        if (read.tensor().entries() > 0) {
            report.data(model, kinds, read.tensor(), UserText.withoutSecrets(data.input), indexBase);
        }
    }
}
