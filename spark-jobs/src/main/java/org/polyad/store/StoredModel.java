package org.polyad.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.loss.Losses;
import org.polyad.model.TensorModel;
import org.polyad.model.cp.Ktensor;
import org.polyad.options.GcpOptions;
import org.polyad.ranking.ModelMeans;
import org.polyad.run.Rounds;
import org.polyad.run.Trace;
import org.polyad.solver.GcpResult;
import org.polyad.tensor.Shape;

/**
 * A model as it is stored, with all that is known of it: of any decomposition, in a folder that {@link ModelStore} writes and reads.
 *
 * @param model of any decomposition; what can only work with CP asks {@link #ktensor}
 * @param labels of each mode's rows by index; null, or null for a mode, where there are none
 * @param entries by mode, the listed entries of each row that the fit saw; null where they are not known
 * @param scales of the fit's factors, by mode and component, which new rows need; null where they are not known
 */
public record StoredModel(
        TensorModel model, ModelInfo info, String[][] labels, long[][] entries, List<Trace> trace, double[][] scales) {
    /** Without entries and scales. */
    public StoredModel(TensorModel model, ModelInfo info, String[][] labels, List<Trace> trace) {
        this(model, info, labels, null, trace, null);
    }

    /** @throws IllegalArgumentException when names, labels or entries do not go with the model's shape */
    public StoredModel {
        trace = List.copyOf(trace);
        Shape shape = model.shape();
        if (info.modes().size() != shape.order()) {
            throw new InvalidInputException("a model of order " + shape.order()
                    + " needs as many names of modes, found " + info.modes().size());
        }
        for (int n = 0; entries != null && n < shape.order(); n++) {
            if (entries.length != shape.order() || entries[n].length != shape.size(n)) {
                throw new InvalidInputException(
                        "mode " + n + " of a model of " + shape + " needs a number of entries for each row");
            }
        }
        for (int n = 0; labels != null && n < shape.order(); n++) {
            if (labels.length != shape.order() || labels[n] != null && labels[n].length != shape.size(n)) {
                throw new InvalidInputException(
                        "mode " + n + " of a model of " + shape + " needs a label for each row");
            }
        }
    }

    /**
     * The model as CP.
     *
     * @throws InvalidInputException for a model of another decomposition
     */
    public Ktensor ktensor() {
        if (model instanceof Ktensor cp) {
            return cp;
        }
        throw new InvalidInputException("this needs a CP model (--decomposition cp), and the model is of "
                + model.format().name());
    }

    public Shape shape() {
        return model.shape();
    }

    /**
     * What a fit gave.
     *
     * @param settings what the user asked for, kept in the model under {@code options}; a stochastic run's sizes, and their
     *     formula, come beside them under {@code rounds}, and how far lbfgsb ended from a stationary point
     */
    public static StoredModel of(
            GcpResult result, GcpOptions options, List<String> modes, String[][] labels, Map<String, Object> settings) {
        ModelInfo info = new ModelInfo(
                PolyadVersion.current(),
                options.loss().name(),
                options.unlisted() == null ? null : options.unlisted().toString(),
                modes,
                result.objective(),
                result.stopReason().toString(),
                result.iterations(),
                result.seed(),
                withFindings(settings, result));
        return new StoredModel(result.model(), info, labels, result.entries(), result.trace(), result.scales());
    }

    private static Map<String, Object> withFindings(Map<String, Object> settings, GcpResult result) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        if (result.rounds() != null) {
            all.put("rounds", sizes(result.rounds()));
        }
        if (Double.isFinite(result.projectedGradient())) {
            all.put("projectedGradient", result.projectedGradient());
            all.put("stationary", result.projectedGradient() <= GcpResult.STATIONARY);
        }
        return all;
    }

    private static Map<String, Object> sizes(Rounds rounds) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("tau", rounds.tau());
        sizes.put("rounds", rounds.rounds());
        sizes.put("samplesNonzero", rounds.samplesNonzero());
        sizes.put("samplesZero", rounds.samplesZero());
        sizes.put("blocks", rounds.blocks());
        sizes.put("formula", rounds.formula());
        return sizes;
    }

    /** The means E[x] that it gives. */
    public ModelMeans means() {
        return new ModelMeans(ktensor(), Losses.parse(info.loss()), entries);
    }

    /** The label of a row, or null. */
    public String label(int mode, int row) {
        return labels == null || labels[mode] == null ? null : labels[mode][row];
    }

    public boolean hasLabels(int mode) {
        return labels != null && labels[mode] != null;
    }
}
