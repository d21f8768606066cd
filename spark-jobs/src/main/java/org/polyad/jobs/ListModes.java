package org.polyad.jobs;

import org.polyad.InvalidInputException;
import org.polyad.spark.ModelInfo;
import picocli.CommandLine.Option;

/** Whose lists, and of what; a mixin of the commands that rank. */
final class ListModes {
    @Option(
            names = "--user-mode",
            defaultValue = "0",
            paramLabel = "MODE",
            description = "The mode that lists are for, by name or number from 0; default: ${DEFAULT-VALUE}.")
    private String userMode;

    @Option(
            names = "--item-mode",
            defaultValue = "1",
            paramLabel = "MODE",
            description = "The mode that lists are of; default: ${DEFAULT-VALUE}.")
    private String itemMode;

    /** The number of the mode that lists are for. @throws IllegalArgumentException for one that the model has not, or the items' */
    int user(ModelInfo model) {
        int user = mode(model, "--user-mode", userMode);
        if (user == item(model)) {
            throw new InvalidInputException("--user-mode and --item-mode are the same mode, " + userMode);
        }
        return user;
    }

    /** The number of the mode that lists are of. @throws IllegalArgumentException for one that the model has not */
    int item(ModelInfo model) {
        return mode(model, "--item-mode", itemMode);
    }

    static int mode(ModelInfo model, String option, String name) {
        try {
            return model.mode(name);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(option + ": " + e.getMessage(), e);
        }
    }
}
