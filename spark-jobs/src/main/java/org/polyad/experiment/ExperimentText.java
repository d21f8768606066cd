package org.polyad.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyad.text.TableText;

/** An experiment's table and choice, for people or programs. */
public final class ExperimentText {
    private static final Comparator<Trial> ORDER = Comparator.comparing(Trial::loss)
            .thenComparing(Trial::regularization)
            .thenComparing(Trial::method)
            .thenComparing(Trial::rank)
            .thenComparing(Trial::seed);

    private ExperimentText() {}

    private static List<Trial> sorted(Map<Trial, Scores> rows) {
        return rows.keySet().stream().sorted(ORDER).toList();
    }

    static String csv(Map<Trial, Scores> rows) {
        StringBuilder text = new StringBuilder("loss,regularization,method,rank,seed,objective,penalty,heldOut,"
                + "heldOutError,rmse,mae,auc,iterations,stopReason,seconds\n");
        for (Trial trial : sorted(rows)) {
            Scores s = rows.get(trial);
            text.append(TableText.field(trial.loss(), ','))
                    .append(',')
                    .append(trial.regularization())
                    .append(',')
                    .append(trial.method());
            text.append(',').append(trial.rank()).append(',').append(trial.seed());
            for (double number :
                    new double[] {s.objective(), s.penalty(), s.heldOut(), s.heldOutError(), s.rmse(), s.mae(), s.auc()
                    }) {
                text.append(',').append(Double.isNaN(number) ? "" : Double.toString(number));
            }
            text.append(',')
                    .append(s.iterations())
                    .append(',')
                    .append(s.stopReason())
                    .append(',');
            text.append(s.seconds()).append('\n');
        }
        return text.toString();
    }

    public static String table(Map<Trial, Scores> rows) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-28s %5s %6s %13s %13s %10s %10s %10s %6s %9s  %s%n",
                "loss",
                "rank",
                "seed",
                "objective",
                "held out",
                "+-",
                "rmse",
                "mae",
                "iter",
                "seconds",
                "stop"));
        for (Trial trial : sorted(rows)) {
            text.append(line(trial, rows.get(trial))).append('\n');
        }
        return text.toString();
    }

    static String line(Trial trial, Scores s) {
        return String.format(
                Locale.ROOT,
                "%-28s %5d %6d %13.7g %13.7g %10.2g %10.4g %10.4g %6d %9.2f  %s",
                trial.group(),
                trial.rank(),
                trial.seed(),
                s.objective(),
                s.heldOut(),
                s.heldOutError(),
                s.rmse(),
                s.mae(),
                s.iterations(),
                s.seconds(),
                s.stopReason());
    }

    public static ObjectNode choice(Trial.Group group, RankChoice choice) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("loss", group.loss());
        json.put("regularization", group.regularization());
        json.put("method", group.method());
        json.put("rank", choice.chosen().candidate().rank());
        json.put("fit", "fits/" + choice.chosen().candidate().trial().name());
        json.put("best", choice.best().candidate().rank());
        json.put("reason", choice.reason());
        ArrayNode ranks = json.putArray("ranks");
        for (RankChoice.Compared one : choice.compared()) {
            ObjectNode row = ranks.addObject();
            RankChoice.Candidate candidate = one.candidate();
            row.put("rank", candidate.rank());
            row.put("seed", candidate.trial().seed());
            ExperimentFolder.put(row, "heldOut", candidate.scores().heldOut());
            ExperimentFolder.put(row, "heldOutError", candidate.scores().heldOutError());
            ExperimentFolder.put(row, "worse", one.worse());
            ExperimentFolder.put(row, "worseError", one.error());
            ExperimentFolder.put(row, "stability", candidate.stability());
            ExperimentFolder.put(row, "seedSpread", candidate.seedSpread());
            ExperimentFolder.put(row, "coreConsistency", candidate.coreConsistency());
        }
        return json;
    }
}
