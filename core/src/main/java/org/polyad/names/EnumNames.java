package org.polyad.names;

import org.polyad.InvalidInputException;

/** The constants of an enum by the names that users write, which their {@code toString} gives. */
public final class EnumNames {
    private EnumNames() {}

    /**
     * The constant of a name.
     *
     * @param what the name of the option, to begin the message with
     * @throws InvalidInputException for a name that no constant has: {@code what must be a, b or c, found name}
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String what, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.toString().equals(name)) {
                return constant;
            }
        }
        throw new InvalidInputException(what + " must be " + list(type) + ", found " + name);
    }

    /** All names: {@code a, b or c}. */
    private static String list(Class<? extends Enum<?>> type) {
        Enum<?>[] constants = type.getEnumConstants();
        StringBuilder list = new StringBuilder();
        for (int k = 0; k < constants.length; k++) {
            String before = k == 0 ? "" : k == constants.length - 1 ? " or " : ", ";
            list.append(before).append(constants[k]);
        }
        return list.toString();
    }
}
