package org.polyad.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyad.InvalidInputException;
import org.polyad.tensor.FactorMatrix;

/**
 * The numbers that a method needs to continue with the same bits, in named sections. The sections of a method inside another have the
 * inner one's name and a slash before their own: {@code sweeps/part/0}.
 */
public final class MethodState {
    private final Map<String, double[]> sections = new LinkedHashMap<>();

    /** Adds a section. @param numbers kept, not copied */
    public MethodState with(String name, double... numbers) {
        sections.put(name, numbers);
        return this;
    }

    /** Adds the parts of a model, one section each. @param parts copied */
    public MethodState with(String name, FactorMatrix[] parts) {
        for (int part = 0; part < parts.length; part++) {
            with(name + "/" + part, parts[part].data().clone());
        }
        return this;
    }

    /** Adds the sections of a method inside this one. */
    public MethodState with(String name, MethodState inner) {
        inner.sections.forEach((section, numbers) -> with(name + "/" + section, numbers));
        return this;
    }

    public boolean has(String name) {
        return sections.containsKey(name);
    }

    /**
     * A section's numbers; the array itself.
     *
     * @throws IllegalArgumentException when there is no such section
     */
    public double[] numbers(String name) {
        double[] numbers = sections.get(name);
        if (numbers == null) {
            throw new InvalidInputException("the saved state has no section " + name + ", only "
                    + String.join(", ", sections.keySet()) + ": it was saved by another method");
        }
        return numbers;
    }

    /** The number of a section that has one. */
    public double number(String name) {
        return numbers(name)[0];
    }

    /**
     * Parts, in new matrices.
     *
     * @param like matrices of the same rows and columns (input, not modified)
     * @throws IllegalArgumentException when a section is missing or has another length
     */
    public FactorMatrix[] parts(String name, FactorMatrix[] like) {
        FactorMatrix[] parts = new FactorMatrix[like.length];
        for (int part = 0; part < parts.length; part++) {
            double[] numbers = numbers(name + "/" + part);
            parts[part] = new FactorMatrix(like[part].rows(), like[part].columns());
            if (numbers.length != parts[part].data().length) {
                throw new InvalidInputException("section " + name + "/" + part + " of the saved state needs "
                        + parts[part].data().length + " numbers, found " + numbers.length);
            }
            System.arraycopy(numbers, 0, parts[part].data(), 0, numbers.length);
        }
        return parts;
    }

    /** The sections of a method inside this one, under their own names. */
    public MethodState inner(String name) {
        MethodState inner = new MethodState();
        sections.forEach((section, numbers) -> {
            if (section.startsWith(name + "/")) {
                inner.with(section.substring(name.length() + 1), numbers);
            }
        });
        return inner;
    }

    /** By name, in the order in which they were added. */
    public Map<String, double[]> sections() {
        return Collections.unmodifiableMap(sections);
    }
}
