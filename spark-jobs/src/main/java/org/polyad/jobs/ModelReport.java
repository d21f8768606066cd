package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import org.polyad.InvalidInputException;
import org.polyad.jobs.report.ModeKind;
import org.polyad.jobs.report.Report;
import org.polyad.loss.Losses;
import org.polyad.spark.Model;

/** Puts a model and its data on a page. */
final class ModelReport {
    private ModelReport() {}

    /** @param data where to read what the model is compared with; null: nothing */
    static void add(Report report, Model model, ReportOptions options, InputOptions data, PrintWriter log)
            throws IOException {
        if (options.top < 1) {
            throw new InvalidInputException("--top must be 1 or more, found " + options.top);
        }
        Object base = model.info().options().get("index-base");
        int indexBase = base instanceof Number number ? number.intValue() : 1;
        if (indexBase != 0 && indexBase != 1) {
            throw new InvalidInputException("the model's option index-base must be 0 or 1, found " + base);
        }
        ModeKind[] kinds = ModeKind.of(model, options.ordered, options.categories, options.map);
        report.model(model, kinds, options.top, indexBase);
        if (data == null) {
            return;
        }
        TensorInput input = new TensorInput(data, log);
        Object duplicates = model.info().options().get("duplicates");
        if (data.duplicates == null && duplicates instanceof String policy) {
            data.duplicates = policy;
        }
        KeptInput.applyWithValues(model.info(), data, input.format().isTable());
        data.indexBase = indexBase;
        EntryCollector.Known known =
                new EntryCollector.Known(model.labels(), model.ktensor().shape(), true);
        LabelledTensor read = input.read(Losses.parse(model.info().loss()), known);
        if (read.unseen() > 0) {
            log.println(read.unseen() + " entries are left out: the model has never seen their labels or indices");
            log.flush();
        }
        if (read.tensor().entries() > 0) {
            report.data(model, kinds, read.tensor(), Shown.withoutSecrets(data.input), indexBase);
        }
    }
}
