package org.polyad.loss;

/**
 * The base of the built-in losses. The name has all parameters, so two losses with the same name are equal.
 *
 * <p>Classes and not records, since Kryo 4 cannot read a record.
 */
abstract class BuiltIn implements Loss {
    private final String name;

    BuiltIn(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof BuiltIn && name.equals(((BuiltIn) other).name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public final String toString() {
        return name;
    }
}
