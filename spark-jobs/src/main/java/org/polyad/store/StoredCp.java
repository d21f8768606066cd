package org.polyad.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.polyad.InvalidInputException;
import org.polyad.model.TensorModel;
import org.polyad.model.cp.Ktensor;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Shape;

/** CP: {@code rank}, {@code lambda}, and a factor for each mode. It is written as Polyad 0.1 reads it. */
final class StoredCp implements StoredFormat {
    @Override
    public String name() {
        return "cp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void putRanks(TensorModel model, ObjectNode json) {
        json.put("rank", ((Ktensor) model).rank());
    }

    @Override
    public void putNumbers(TensorModel model, ObjectNode json) {
        ArrayNode lambda = json.putArray("lambda");
        for (double weight : ((Ktensor) model).lambda()) {
            lambda.add(weight);
        }
    }

    @Override
    public List<Part> parts(TensorModel model) {
        return factors(model.shape(), ((Ktensor) model).rank());
    }

    /** With unit columns: the weights stand in model.json, and {@link Ktensor#parts} would spread them over the factors. */
    @Override
    public FactorMatrix[] numbers(TensorModel model) {
        return ((Ktensor) model).factors();
    }

    private static List<Part> factors(Shape shape, int rank) {
        return IntStream.range(0, shape.order())
                .mapToObj(n -> Part.factor(n, shape.size(n), rank))
                .toList();
    }

    @Override
    public Unread unread(JsonKeys json, Shape shape) {
        int rank = (int) json.whole("rank", 1, Integer.MAX_VALUE);
        List<Part> parts = factors(shape, rank);
        ModelJson.checkMemory(parts, shape + " and rank " + rank);
        double[] lambda = json.numbers("lambda");
        if (lambda.length != rank) {
            throw new InvalidInputException("lambda has " + lambda.length + " numbers, but rank is " + rank);
        }
        return new Factors(parts, lambda);
    }

    /** The weights, and where the factors are. */
    private record Factors(List<Part> parts, double[] lambda) implements Unread {
        @Override
        public int components() {
            return lambda.length;
        }

        @Override
        public TensorModel model(FactorMatrix[] numbers) {
            return new Ktensor(lambda, numbers);
        }
    }
}
