package org.polyad.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.loss.Losses;
import org.polyad.ranking.ModelMeans;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.solver.Rounds;
import org.polyad.solver.Trace;
import org.polyad.tensor.Ktensor;

/**
 * A model as it is stored, with all that is known of it.
 *
 * @param labels of each mode's rows by index; null, or null for a mode, where there are none
 * @param entries by mode, the listed entries of each row that the fit saw; null where they are not known
 * @param scales of the fit's factors, by mode and component, which new rows need; null where they are not known
 */
public record Model(
        Ktensor ktensor, ModelInfo info, String[][] labels, long[][] entries, List<Trace> trace, double[][] scales) {
    /** Without entries and scales. */
    public Model(Ktensor ktensor, ModelInfo info, String[][] labels, List<Trace> trace) {
        this(ktensor, info, labels, null, trace, null);
    }

    /** @throws IllegalArgumentException when names, labels or entries do not go with the model's shape */
    public Model {
        trace = List.copyOf(trace);
        if (info.modes().size() != ktensor.order()) {
            throw new InvalidInputException("a model of order " + ktensor.order()
                    + " needs as many names of modes, found " + info.modes().size());
        }
        for (int n = 0; entries != null && n < ktensor.order(); n++) {
            if (entries.length != ktensor.order()
                    || entries[n].length != ktensor.factor(n).rows()) {
                throw new InvalidInputException(
                        "mode " + n + " of a model of " + ktensor.shape() + " needs a number of entries for each row");
            }
        }
        for (int n = 0; labels != null && n < ktensor.order(); n++) {
            if (labels.length != ktensor.order()
                    || labels[n] != null
                            && labels[n].length != ktensor.factor(n).rows()) {
                throw new InvalidInputException(
                        "mode " + n + " of a model of " + ktensor.shape() + " needs a label for each row");
            }
        }
    }

    /**
     * What a fit gave.
     *
     * @param settings what the user asked for, kept in the model under {@code options}; a stochastic run's sizes, and their
     *     formula, come beside them under {@code rounds}, and how far lbfgsb ended from a stationary point
     */
    public static Model of(
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
        return new Model(result.model(), info, labels, result.entries(), result.trace(), result.scales());
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
        return new ModelMeans(ktensor, Losses.parse(info.loss()), entries);
    }

    /** The label of a row, or null. */
    public String label(int mode, int row) {
        return labels == null || labels[mode] == null ? null : labels[mode][row];
    }

    public boolean hasLabels(int mode) {
        return labels != null && labels[mode] != null;
    }
}
