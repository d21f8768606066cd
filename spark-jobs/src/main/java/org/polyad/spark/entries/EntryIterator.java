package org.polyad.spark.entries;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.polyad.tensor.SparseTensor;

/** The entries of some tensors, one after the other. */
public final class EntryIterator implements Iterator<Entry> {
    private final Iterator<SparseTensor> tensors;
    private SparseTensor tensor;
    private int at;

    public EntryIterator(Iterator<SparseTensor> tensors) {
        this.tensors = tensors;
    }

    @Override
    public boolean hasNext() {
        while ((tensor == null || at == tensor.entries()) && tensors.hasNext()) {
            tensor = tensors.next();
            at = 0;
        }
        return tensor != null && at < tensor.entries();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int p = at++;
        return new Entry(tensor.subscript(p), tensor.values()[p], tensor.weight(p));
    }
}
