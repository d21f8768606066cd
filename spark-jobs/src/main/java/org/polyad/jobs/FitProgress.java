package org.polyad.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.polyad.action.Progress;
import org.polyad.options.GcpOptions;
import org.polyad.run.Trace;
import org.polyad.store.TraceLines;
import org.polyad.text.Sparkline;

/** Shows how a fit goes, as a bar on a terminal, as lines elsewhere or as JSON. */
final class FitProgress implements Progress {
    /** Seconds between lines, so that a fast fit does not fill a log. */
    private static final double BETWEEN = 2;

    /** Iterations that the line on a terminal draws. */
    private static final int SPARKS = 16;

    private final GcpOptions options;
    private final PrintWriter log;
    private final Form form;
    private ProgressBar bar;
    private Sparkline course;
    private Trace last;
    private double change = Double.NaN;
    private double shownAt = Double.NEGATIVE_INFINITY;
    private boolean lastShown = true;

    /** What progress looks like. */
    enum Form {
        BAR,
        LINES,
        JSON
    }

    FitProgress(GcpOptions options, PrintWriter log, Form form) {
        this.options = options;
        this.log = log;
        this.form = form;
    }

    /** A bar where somebody watches. */
    static Form form(boolean json) {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return json ? Form.JSON : terminal ? Form.BAR : Form.LINES;
    }

    @Override
    public void starting(int start, long seed) {
        closeBar();
        last = null;
        shownAt = Double.NEGATIVE_INFINITY;
        String name = options.starts() == 1 ? "fit" : "start " + (start + 1) + " of " + options.starts();
        course = new Sparkline(SPARKS);
        if (form == Form.BAR) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(options.maxIterations())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        } else if (form == Form.LINES && options.starts() > 1) {
            log.println(name + ", seed " + seed);
            log.flush();
        }
    }

    @Override
    public void iteration(Trace trace) {
        if (form == Form.JSON) {
            log.println(TraceLines.line(trace));
            log.flush();
            return;
        }
        change = last == null ? Double.NaN : (trace.total() - last.total()) / Math.max(Math.abs(last.total()), 1e-300);
        last = trace;
        if (bar != null) {
            bar.stepTo(trace.iteration());
            course.add(trace.total());
            bar.setExtraMessage(" " + course + figures(trace));
            return;
        }
        lastShown = trace.seconds() - shownAt >= BETWEEN;
        if (lastShown) {
            show(trace);
        }
    }

    private void show(Trace trace) {
        double eta = (options.maxIterations() - trace.iteration()) * trace.seconds() / trace.iteration();
        double most = Math.min(eta, options.timeLimit() - trace.seconds());
        log.println(String.format(
                Locale.ROOT,
                "iteration %d%s, %.1f s, at most %.0f s more",
                trace.iteration(),
                figures(trace),
                trace.seconds(),
                Math.max(0, most)));
        log.flush();
        shownAt = trace.seconds();
    }

    private String figures(Trace trace) {
        String text = String.format(
                Locale.ROOT, ", objective %.7g%s", trace.total(), trace.estimated() ? " (estimated)" : "");
        text += Double.isNaN(change) ? "" : String.format(Locale.ROOT, ", change %.1e", change);
        return Double.isNaN(trace.holdoutObjective())
                ? text
                : text + String.format(Locale.ROOT, ", held out %.7g", trace.holdoutObjective());
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        } else if (!lastShown && last != null) {
            show(last);
            lastShown = true;
        }
    }

    @Override
    public void close() {
        closeBar();
    }
}
