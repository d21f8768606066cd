package org.polyad.action;

import java.util.LinkedHashMap;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.input.source.InputOptions;
import org.polyad.options.GcpOptions;

/**
 * What to fit, to which data, and where the model goes.
 *
 * @param input the tensor or table
 * @param options of the method; a time limit among them
 * @param init the folder of a model to start from, or null
 * @param output the model's folder
 * @param overwrite whether a model in that folder may be replaced
 * @param page the file of a page of plots, or null
 * @param execution where it runs
 * @param saving what is saved as it goes
 * @param settings kept in the model under {@code options}; commands that read data for the model take columns and conditions from there
 */
public record FitRequest(
        InputOptions input,
        GcpOptions options,
        String init,
        String output,
        boolean overwrite,
        String page,
        Execution execution,
        Saving saving,
        Map<String, Object> settings) {

    /** @throws InvalidInputException when the output has no name */
    public FitRequest {
        if (output.isBlank()) {
            throw new InvalidInputException("--output names no folder");
        }
        settings = new LinkedHashMap<>(settings);
    }

    /** A fit with the defaults of the command {@code fit}. */
    public static FitRequest of(InputOptions input, GcpOptions options, String output) {
        return new FitRequest(
                input,
                options,
                null,
                output,
                false,
                null,
                Execution.auto(),
                Saving.beside(output),
                FitSettings.of(input, options));
    }

    /** The same, started from the model in a folder. */
    public FitRequest startingFrom(String model) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("init", model);
        return new FitRequest(input, options, model, output, overwrite, page, execution, saving, all);
    }

    /** The same, replacing a model that is there. */
    public FitRequest overwriting() {
        return new FitRequest(input, options, init, output, true, page, execution, saving, settings);
    }

    /** The same, with a page of plots. */
    public FitRequest withPage(String file) {
        return new FitRequest(input, options, init, output, overwrite, file, execution, saving, settings);
    }

    /** The same elsewhere. */
    public FitRequest on(Execution where) {
        return new FitRequest(input, options, init, output, overwrite, page, where, saving, settings);
    }

    /** The same with another checkpoint. */
    public FitRequest saving(Saving how) {
        return new FitRequest(input, options, init, output, overwrite, page, execution, how, settings);
    }

    /** The same, going on from the checkpoint. */
    public FitRequest resumed() {
        return saving(saving.resumed());
    }
}
