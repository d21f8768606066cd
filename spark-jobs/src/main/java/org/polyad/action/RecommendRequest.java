package org.polyad.action;

import java.util.List;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.input.source.InputFormat;
import org.polyad.input.source.InputOptions;

/**
 * Whose lists of what, and where they go.
 *
 * @param user the mode that lists are for, from 0
 * @param item the mode that lists are of
 * @param top how many items
 * @param users their labels, or indices where the mode has none; null: all
 * @param context rows of other modes, by the mode's name; modes that are not there are averaged over
 * @param seen data whose items a user is not recommended again, or null
 * @param indexBase the first index of a mode, in and out
 * @param output the file, .csv, .tsv or .json, perhaps compressed
 * @param overwrite whether the file may be replaced
 */
public record RecommendRequest(
        int user,
        int item,
        int top,
        List<String> users,
        Map<String, String> context,
        InputOptions seen,
        int indexBase,
        String output,
        boolean overwrite) {

    /** @throws InvalidInputException for a value out of its range, or an output of another format */
    public RecommendRequest {
        if (top < 1) {
            throw new InvalidInputException("--top must be 1 or more, found " + top);
        }
        InputFormat kind = InputFormat.bySuffix(output);
        if (kind != InputFormat.CSV && kind != InputFormat.TSV && kind != InputFormat.JSON) {
            throw new InvalidInputException(
                    "--output must end in .csv, .tsv or .json (perhaps with .gz behind), found " + output);
        }
    }
}
