package org.polyad.spark.ml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Losses;
import org.polyad.solver.Confidence;
import org.polyad.solver.FoldIn;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.Unlisted;
import org.polyad.spark.Model;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/** Rows of new labels of one mode, from their entries; the rest of the model stays. */
final class RowsFolder {
    private final GeneralizedCPModel model;
    private final int mode;

    RowsFolder(GeneralizedCPModel model, int mode) {
        this.model = model;
        this.mode = mode;
    }

    /**
     * New rows.
     *
     * @param labels of the rows, in order
     * @param factor in the scale of the model's factor
     * @param entries of each row
     */
    record Rows(String[] labels, FactorMatrix factor, long[] entries) {}

    /** Entries whose labels in the other modes the model has not are left out; labels that are left with none get no row. */
    private static Duplicates duplicates(String policy) {
        return Arrays.stream(Duplicates.values())
                .filter(one -> one.name().equalsIgnoreCase(policy))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("the model's option duplicates is " + policy));
    }

    Rows rows(Dataset<?> entries, InputColumns columns) {
        columns.check(entries.schema());
        Model stored = model.stored();
        String[][] known = stored.labels().clone();
        known[mode] = null;
        Map<String, Object> said = stored.info().options();
        GcpOptions options = options(said, stored);
        boolean implicit = said.get("confidence") instanceof Number;
        boolean counts = columns.value() == null || options.loss().domain() == Domain.COUNT || implicit;
        Object policy = said.get("duplicates");
        Duplicates duplicates =
                policy != null ? duplicates(policy.toString()) : counts ? Duplicates.SUM : Duplicates.ERROR;
        try (LabelledEntries read = LabelledEntries.read(entries, columns, known)) {
            SparseTensor tensor = read.collect(duplicates);
            String[] labels = read.index().labels()[mode];
            check(entries, columns, labels);
            tensor = said.get("confidence") instanceof Number alpha
                    ? new Confidence(alpha.doubleValue()).apply(tensor)
                    : tensor;
            int threads = Fitting.threads(entries.sparkSession().sparkContext());
            FactorMatrix factor = new FoldIn(stored.ktensor(), stored.scales(), options).rows(tensor, mode, threads);
            return withEntries(labels, factor, tensor.sliceCounts(mode));
        }
    }

    /** @throws IllegalArgumentException for a label that is none of the model's type, in which lists would have to show it */
    private void check(Dataset<?> entries, InputColumns columns, String[] labels) {
        DataType type = columns.types()[mode];
        if (Schemas.type(entries.schema(), columns.modes()[mode]).equals(type)) {
            return;
        }
        Dataset<String> strange = entries.sparkSession()
                .createDataset(Arrays.asList(labels), Encoders.STRING())
                .filter(functions.col("value").try_cast(type).isNull());
        for (String label : strange.takeAsList(1)) {
            throw new InvalidInputException("column " + columns.modes()[mode] + " has " + label
                    + ", but the labels of the model are of type " + type.simpleString());
        }
    }

    private static Rows withEntries(String[] labels, FactorMatrix factor, long[] counts) {
        int[] kept = java.util.stream.IntStream.range(0, labels.length)
                .filter(i -> counts[i] > 0)
                .toArray();
        FactorMatrix rows = new FactorMatrix(kept.length, factor.columns());
        String[] names = new String[kept.length];
        long[] entries = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            rows.setRow(i, factor.data(), factor.offset(kept[i]));
            names[i] = labels[kept[i]];
            entries[i] = counts[kept[i]];
        }
        return new Rows(names, rows, entries);
    }

    /** The model with these rows: in place of those of labels that it has, behind the others. */
    Model with(Rows rows) {
        Model stored = model.stored();
        FactorMatrix old = stored.ktensor().factor(mode);
        Map<String, Integer> at = new LinkedHashMap<>();
        for (String label : stored.labels()[mode]) {
            at.put(label, at.size());
        }
        for (String label : rows.labels()) {
            at.putIfAbsent(label, at.size());
        }
        FactorMatrix more = new FactorMatrix(at.size(), old.columns());
        System.arraycopy(old.data(), 0, more.data(), 0, old.data().length);
        for (int i = 0; i < rows.labels().length; i++) {
            more.setRow(
                    at.get(rows.labels()[i]),
                    rows.factor().data(),
                    rows.factor().offset(i));
        }
        FactorMatrix[] factors = stored.ktensor().factors().clone();
        factors[mode] = more;
        String[][] labels = stored.labels().clone();
        labels[mode] = at.keySet().toArray(String[]::new);
        Ktensor ktensor = new Ktensor(stored.ktensor().lambda(), factors);
        return new Model(ktensor, stored.info(), labels, entries(rows, at), stored.trace(), stored.scales());
    }

    /** Of a model that does not say its own, none. */
    private long[][] entries(Rows rows, Map<String, Integer> at) {
        if (model.stored().entries() == null) {
            return null;
        }
        long[][] entries = model.stored().entries().clone();
        entries[mode] = Arrays.copyOf(entries[mode], at.size());
        for (int i = 0; i < rows.labels().length; i++) {
            entries[mode][at.get(rows.labels()[i])] = rows.entries()[i];
        }
        return entries;
    }

    /** What the fit was told, from what the model keeps of it. */
    private static GcpOptions options(Map<String, Object> said, Model stored) {
        Shape shape = stored.ktensor().shape();
        boolean biases = Boolean.TRUE.equals(said.get("biases"));
        String unlisted = stored.info().unlisted();
        GcpOptions.Builder builder = GcpOptions.of(stored.ktensor().rank() - (biases ? shape.order() + 1 : 0));
        if (said.get("exact-cells") instanceof Number cells) {
            builder.exactCells(cells.doubleValue());
        }
        return builder.loss(Losses.parse(stored.info().loss()))
                .unlisted(unlisted == null ? null : Unlisted.parse(unlisted))
                .regularization(numbers(said.getOrDefault("regularization", 0)))
                .regularizationByCount("count".equals(said.get("regularization-by")))
                .nonnegative(Boolean.TRUE.equals(said.get("nonnegative")))
                .biases(biases)
                .build();
    }

    private static double[] numbers(Object value) {
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        double[] numbers = new double[list.size()];
        for (int n = 0; n < numbers.length; n++) {
            if (!(list.get(n) instanceof Number number)) {
                throw new InvalidInputException(
                        "the model's option regularization needs numbers, found " + list.get(n));
            }
            numbers[n] = number.doubleValue();
        }
        return numbers;
    }
}
