package org.polyad.input;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.polyad.input.source.CsvOptions;
import org.polyad.input.source.InputOptions;
import org.polyad.loss.Loss;
import org.polyad.store.ModelInfo;
import org.polyad.tensor.Duplicates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a tensor from tables or .tns files as the command {@code fit} does: a column holds labels of any type, or an expression of Spark
 * SQL computes them; rows can be filtered and joined with lookup tables.
 *
 * <pre>
 * TensorReader trips = TensorReader.of("trips.parquet")
 *         .columns("zone", "hour(pickup) as hour", "dayofweek(pickup) as day")
 *         .where("fare &gt; 0")
 *         .join("zones.csv on location = id");
 * LabelledTensor local = trips.read(Losses.poisson());                           // in this JVM
 * TensorInput.Distributed there = trips.distribute(context, Losses.poisson(), 0); // in Spark
 * </pre>
 *
 * <p>Each method returns this reader. What is wrong with options or data is an {@link org.polyad.InvalidInputException} with one sentence,
 * which has the names of the command's options. Rows that are left out are counted in the log, as warnings.
 */
public final class TensorReader {
    private static final Logger LOG = LoggerFactory.getLogger(TensorReader.class);

    private final InputOptions options;

    private TensorReader(InputOptions options) {
        this.options = options;
    }

    /**
     * From files.
     *
     * @param input a file, a folder, a glob, or several with commas between; the format is that of the suffix
     */
    public static TensorReader of(String input) {
        return new TensorReader(InputOptions.of(input));
    }

    /**
     * From a table or view that the program has. Duplicates are joined in the order of its partitions, and in each in that of its rows.
     * Times are those of the program's session.
     */
    public static TensorReader of(Dataset<Row> rows) {
        InputOptions options = InputOptions.of("the Dataset");
        options.rows = rows;
        return new TensorReader(options);
    }

    private TensorReader set(Consumer<InputOptions> setter) {
        setter.accept(options);
        return this;
    }

    /** tns, csv, tsv, parquet, json or orc, where the suffix does not say it. */
    public TensorReader format(String name) {
        return set(to -> to.format = name);
    }

    /** The index columns, one for each mode: a name, or an expression of Spark SQL, perhaps {@code as} a name. */
    public TensorReader columns(String... columns) {
        return set(to -> to.columns = List.of(columns));
    }

    /** The column of values, or an expression; without it each row counts 1. */
    public TensorReader value(String column) {
        return set(to -> to.value = column);
    }

    /** The column of weights, or an expression; without it each weight is 1. In .tns files {@code last}. */
    public TensorReader weight(String column) {
        return set(to -> to.weight = column);
    }

    /** Only rows for which this condition of Spark SQL holds. */
    public TensorReader where(String condition) {
        return set(to -> to.where = condition);
    }

    /** A lookup table, whose columns can be used too: {@code films.csv using id}, or {@code films.csv on film = id}. */
    public TensorReader join(String clause) {
        return set(to -> {
            to.joins = to.joins == null ? new ArrayList<>() : to.joins;
            to.joins.add(clause);
        });
    }

    /** The index columns hold indices and not labels. @param base of the first index of each mode, 0 or 1 */
    public TensorReader indices(int base) {
        return set(to -> {
            to.indices = true;
            to.indexBase = base;
        });
    }

    /** The mode sizes of indices, where these are larger than the data say. */
    public TensorReader shape(int... sizes) {
        String text = IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return set(to -> to.shape = text);
    }

    /** What to do with entries of the same subscript; default: sum for counts and without a value column, else an error. */
    public TensorReader duplicates(Duplicates policy) {
        return set(to -> to.duplicates = policy.name().toLowerCase(Locale.ROOT));
    }

    /** Implicit feedback: a value r becomes 1 if r &gt; 0, else 0, of the weight 1 + alpha |r|. */
    public TensorReader confidence(double alpha) {
        return set(to -> to.confidence = alpha);
    }

    /** Leaves out rows with an empty label or value, which are an error otherwise. */
    public TensorReader dropNulls() {
        return set(to -> to.nulls = "drop");
    }

    /** Leaves out rows that cannot be read, which are an error otherwise. */
    public TensorReader skipBadLines() {
        return set(to -> to.badLines = "skip");
    }

    /** How csv is written. */
    public TensorReader csv(CsvOptions csv) {
        return set(to -> to.csv.copy(csv));
    }

    /** As the data of a model were read, in all that was not set before: columns, value, weight, condition. */
    public TensorReader like(ModelInfo model) throws IOException {
        KeptInput.applyWithValues(
                model, options, new TensorInput(options, new PrintWriter(new StringWriter())).format());
        return this;
    }

    /**
     * Reads the tensor into this JVM.
     *
     * @param loss whose domain the values must be in; null: any finite number
     */
    public LabelledTensor read(Loss loss) throws IOException {
        return logged(input -> input.read(loss));
    }

    /**
     * Reads the tensor into Spark: the entries stay where they are read. The tensor is to be closed.
     *
     * @param loss that decides what becomes of duplicates; its domain is checked by the fit; null: none
     * @param partitions 0: as many as the input and the cluster have
     */
    public TensorInput.Distributed distribute(JavaSparkContext context, Loss loss, int partitions) throws IOException {
        return logged(input -> input.read(context, loss, partitions));
    }

    private interface Reading<T> {
        T of(TensorInput input) throws IOException;
    }

    private <T> T logged(Reading<T> reading) throws IOException {
        StringWriter said = new StringWriter();
        T read = reading.of(new TensorInput(options, new PrintWriter(said)));
        Arrays.stream(said.toString().split("\\R"))
                .filter(line -> !line.isBlank())
                .forEach(LOG::warn);
        return read;
    }
}
