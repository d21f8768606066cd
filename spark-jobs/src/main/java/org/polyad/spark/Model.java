package org.polyad.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.GcpResult;
import org.polyad.solver.Rounds;
import org.polyad.solver.Trace;
import org.polyad.tensor.Ktensor;

/**
 * A model as it is stored, with all that is known of it.
 *
 * @param labels of each mode's rows by index; null, or null for a mode, where there are none
 * @param scales of the fit's factors, by mode and component, which new rows need; null where they are not known
 */
public record Model(Ktensor ktensor, ModelInfo info, String[][] labels, List<Trace> trace, double[][] scales) {
    /** Without scales. */
    public Model(Ktensor ktensor, ModelInfo info, String[][] labels, List<Trace> trace) {
        this(ktensor, info, labels, trace, null);
    }

    /** @throws IllegalArgumentException when names or labels do not go with the model's shape */
    public Model {
        trace = List.copyOf(trace);
        if (info.modes().size() != ktensor.order()) {
            throw new InvalidInputException("a model of order " + ktensor.order()
                    + " needs as many names of modes, found " + info.modes().size());
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
     *     formula, come beside them under {@code rounds}
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
                withRounds(settings, result.rounds()));
        return new Model(result.model(), info, labels, result.trace(), result.scales());
    }

    private static Map<String, Object> withRounds(Map<String, Object> settings, Rounds rounds) {
        if (rounds == null) {
            return settings;
        }
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("tau", rounds.tau());
        sizes.put("rounds", rounds.rounds());
        sizes.put("samplesNonzero", rounds.samplesNonzero());
        sizes.put("samplesZero", rounds.samplesZero());
        sizes.put("blocks", rounds.blocks());
        sizes.put("formula", rounds.formula());
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("rounds", sizes);
        return all;
    }

    /** The label of a row, or null. */
    public String label(int mode, int row) {
        return labels == null || labels[mode] == null ? null : labels[mode][row];
    }

    public boolean hasLabels(int mode) {
        return labels != null && labels[mode] != null;
    }
}
