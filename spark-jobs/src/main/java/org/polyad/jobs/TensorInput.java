package org.polyad.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.solver.Confidence;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.TensorOptions;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.TnsFormat;

/** Reads a tensor as the options say, into memory. */
final class TensorInput {
    /** Text in numbers becomes that much smaller. */
    private static final double COMPRESSION = 5;

    /** Bytes of an entry in text, and in a columnar file. */
    private static final double TEXT_ENTRY = 15;

    private static final double PACKED_ENTRY = 6;

    private final InputOptions options;
    private final PrintWriter log;
    private final Configuration conf = HadoopPaths.configuration();
    private final List<InputFile> files;
    private final InputFormat format;

    /**
     * Finds the files; reads nothing yet.
     *
     * @param log for what was skipped
     * @throws IllegalArgumentException when there are none, or an option is wrong
     */
    TensorInput(InputOptions options, PrintWriter log) throws IOException {
        options.check();
        this.options = options;
        this.log = log;
        this.files = InputFiles.list(options.input, conf);
        this.format = options.format == null ? bySuffix() : InputFormat.parse(options.format);
    }

    private InputFormat bySuffix() {
        InputFormat found = null;
        for (InputFile file : files) {
            InputFormat one = InputFormat.bySuffix(file.path().getName());
            if (one == null) {
                throw new InvalidInputException("the name of " + file.name()
                        + " does not tell its format; give --format tns, csv, tsv, parquet, json or orc");
            }
            if (found != null && found != one) {
                throw new InvalidInputException("--input has files of the formats " + found + " and " + one
                        + "; give --format, or one of them");
            }
            found = one;
        }
        return found;
    }

    List<InputFile> files() {
        return files;
    }

    InputFormat format() {
        return format;
    }

    /** The entries as they stand in the files. */
    EntrySource source() throws IOException {
        return source(options.badRows(), null);
    }

    /** The entries, whose values may be absent. @param order of the model they are for */
    EntrySource subscripts(int order, BadRows badRows) throws IOException {
        TnsFormat lines = format.isTable()
                ? null
                : TnsSource.format(options).withOrder(order).withValues(TnsFormat.Values.EITHER);
        return source(badRows, lines);
    }

    private EntrySource source(BadRows badRows, TnsFormat lines) throws IOException {
        if (!format.isTable()) {
            return new TnsSource(files, conf, lines == null ? TnsSource.format(options) : lines, badRows.lines());
        }
        return needsSpark()
                ? new SparkSource(options, format, files, badRows)
                : new CsvSource(files, conf, new TableColumns(options), new CsvDialect(options, format), badRows);
    }

    /** Whether only Spark can read it: by its format, or since something is computed. */
    private boolean needsSpark() throws IOException {
        if (format.needsSpark() || options.where != null || options.joins != null || options.keptJoins != null) {
            return true;
        }
        TableColumns columns = new TableColumns(options);
        if (columns.all().stream().noneMatch(ColumnItem::looksComputed)) {
            return false;
        }
        List<String> names = CsvRecords.names(files, conf, new CsvDialect(options, format));
        return !columns.all().stream().allMatch(item -> item.isPlain(names));
    }

    /** The whole tensor. @param loss whose domain the values must belong to; null: any finite number */
    LabelledTensor read(Loss loss) throws IOException {
        return read(loss, null);
    }

    /**
     * The whole tensor, its labels and sizes a model's; without entries where the model knows none of them.
     *
     * @throws IllegalArgumentException for what is wrong with the data, with the line where it can be had
     */
    LabelledTensor read(Loss loss, EntryCollector.Known known) throws IOException {
        BadRows badRows = options.badRows();
        EntrySource source = source(badRows, null);
        EntryCollector collector = new EntryCollector(known);
        source.read(collector);
        badRows.report(log);
        if (collector.isEmpty() && collector.unseen() > 0) {
            return LabelledTensor.empty(known, collector.unseen());
        }
        if (collector.isEmpty()) {
            throw new InvalidInputException(options.input + " has no entries");
        }
        String[][] labels = collector.sortLabels();
        if (known == null) {
            checkShape(labels);
        }
        SparseTensor tensor = build(collector, source, labels, loss);
        Confidence confidence = options.confidence();
        tensor = confidence == null ? tensor : confidence.apply(tensor);
        LabelledTensor result =
                new LabelledTensor(tensor, labels, collector.names(source.modeNames()), collector.unseen());
        checkDomain(result, loss, source);
        return result;
    }

    private SparseTensor build(EntryCollector collector, EntrySource source, String[][] labels, Loss loss)
            throws IOException {
        try {
            return collector.build(options.shape(), options.duplicates(loss, format.isTable()));
        } catch (EntryException e) {
            throw explained(e, source, labels, null);
        }
    }

    /** The same error in the user's words: labels or indices as they stand in the file, and the line. */
    private InvalidInputException explained(EntryException e, EntrySource source, String[][] labels, Domain domain)
            throws IOException {
        String shown = e.getMessage()
                .replace(
                        Arrays.toString(e.subscript()), LabelledTensor.shown(e.subscript(), labels, options.indexBase));
        String place = EntryFinder.find(source, e.subscript(), labels, domain);
        String hint = place.contains(" and ") ? "; --duplicates sum, mean or last would take it" : "";
        return new InvalidInputException(shown + " (" + place + ")" + hint, e);
    }

    private void checkDomain(LabelledTensor read, Loss loss, EntrySource source) throws IOException {
        double[] values = read.tensor().values();
        for (int p = 0; loss != null && p < values.length; p++) {
            if (!loss.domain().contains(values[p])) {
                int[] subscript = read.tensor().subscript(p);
                throw new InvalidInputException("loss " + loss.name() + " needs "
                        + loss.domain().text() + ", but entry "
                        + LabelledTensor.shown(subscript, read.labels(), options.indexBase) + " is " + values[p] + " ("
                        + EntryFinder.find(source, subscript, read.labels(), loss.domain()) + ")");
            }
        }
    }

    /** A tensor in Spark. */
    record Distributed(DistributedTensor tensor, String[][] labels, String[] modeNames) {
        Distributed with(Confidence confidence) {
            try (DistributedTensor values = tensor) {
                return new Distributed(values.with(confidence::apply), labels, modeNames);
            }
        }
    }

    private void checkShape(String[][] labels) {
        if (labels != null && options.shape != null) {
            throw new InvalidInputException(
                    "--shape goes with indices; with labels each mode has as many rows as labels");
        }
    }

    /**
     * The whole tensor, in Spark: read where it lies, and labels indexed there.
     *
     * @param partitions 0: as the input and the cluster have
     */
    Distributed read(JavaSparkContext context, Loss loss, int partitions) throws IOException {
        checkReach(context);
        TensorOptions how = new TensorOptions(
                options.shape(), options.duplicates(loss, format.isTable()), options.indexBase, partitions);
        BadRows badRows = options.badRows();
        Distributed read = format.isTable() ? table(context, how, badRows) : lines(context, how, badRows.lines());
        badRows.report(log);
        Confidence confidence = options.confidence();
        return confidence == null ? read : read.with(confidence);
    }

    /** What was copied from a pipe lies on this machine alone. */
    private void checkReach(JavaSparkContext context) {
        for (InputFile file : files) {
            if (!context.isLocal() && Pipes.isCopy(file.path())) {
                throw new InvalidInputException(file.name() + " is a pipe, which the executors of a cluster cannot"
                        + " read; save it to a file that they can read, or use --engine local");
            }
        }
    }

    private Distributed table(JavaSparkContext context, TensorOptions how, BadRows badRows) throws IOException {
        TableColumns columns = new TableColumns(options);
        if (!columns.indices()) {
            // Before any work: with labels there are no sizes to give.
            checkShape(new String[0][]);
        }
        DistributedTable table = new DistributedTable(options, format, files);
        try {
            DistributedTensor tensor = table.read(context, how, badRows);
            return new Distributed(tensor, table.labels(), columns.modeNames().toArray(String[]::new));
        } catch (EntryException e) {
            throw explained(e, source(), table.labels(), null);
        }
    }

    private Distributed lines(JavaSparkContext context, TensorOptions how, BadLines badLines) throws IOException {
        List<Path> paths = files.stream().map(InputFile::path).toList();
        TnsFormat lines = TnsSource.format(options);
        try {
            BiConsumer<Long, List<String>> skipped = badLines.skip()
                    ? (count, said) -> badLines.skipped(
                            count, said.stream().map(this::named).toList())
                    : null;
            DistributedTensor tensor = DistributedTensor.read(context, paths, lines, how, skipped);
            return new Distributed(
                    tensor, null, LabelledTensor.plainNames(tensor.shape().order()));
        } catch (EntryException e) {
            throw explained(e, source(), null, null);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(named(e.getMessage()), e);
        }
    }

    /** A message that begins with a file's path, with the file as the user named it. */
    private String named(String message) {
        for (InputFile file : files) {
            String path = HadoopPaths.shown(file.path());
            if (message != null && message.startsWith(path)) {
                return file.name() + message.substring(path.length());
            }
        }
        return message;
    }

    /** What an engine found wrong with an entry, in the user's words. */
    InvalidInputException explained(EntryException e, String[][] labels, Loss loss) throws IOException {
        return explained(e, source(), labels, loss.domain());
    }

    /** A guess from the sizes of the files. */
    double estimatedEntries() {
        double bytes = 0;
        for (InputFile file : files) {
            boolean compressed = !InputFormat.compression(file.path().getName()).isEmpty();
            bytes += file.length() * (compressed ? COMPRESSION : 1.0);
        }
        return bytes / (format == InputFormat.PARQUET || format == InputFormat.ORC ? PACKED_ENTRY : TEXT_ENTRY);
    }
}
