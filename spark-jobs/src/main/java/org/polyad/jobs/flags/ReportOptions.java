package org.polyad.jobs.flags;

import java.util.List;
import org.polyad.report.Drawing;
import picocli.CommandLine.Option;

/** How a report draws a model. */
@Heading("Drawing")
public final class ReportOptions {
    @Option(
            names = "--ordered",
            split = ",",
            paramLabel = "MODE",
            description =
                    "Modes to draw as lines over all rows, by name or number from 0; default: times, and short modes of numbers or "
                            + "without labels.")
    private List<String> ordered = List.of();

    @Option(
            names = "--categories",
            split = ",",
            paramLabel = "MODE",
            description = "Modes to draw as bars of the top rows.")
    private List<String> categories = List.of();

    @Option(
            names = "--map",
            split = ",",
            paramLabel = "UP,RIGHT",
            description = "Two modes that are coordinates, latitude and longitude for instance, to draw together.")
    private List<String> map = List.of();

    @Option(names = "--top", paramLabel = "N", description = "Labels of a component in each mode; default: 12.")
    private int top = 12;

    public Drawing drawing() {
        return new Drawing(ordered, categories, map, top);
    }
}
