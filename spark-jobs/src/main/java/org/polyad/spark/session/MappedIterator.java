package org.polyad.spark.session;

import java.util.Iterator;
import java.util.function.Function;

/** Applies a function to each element when it is asked for; Spark needs an Iterator from mapPartitions. */
public record MappedIterator<A, B>(Iterator<A> from, Function<A, B> map) implements Iterator<B> {
    @Override
    public boolean hasNext() {
        return from.hasNext();
    }

    @Override
    public B next() {
        return map.apply(from.next());
    }
}
