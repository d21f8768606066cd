package org.polyad.metrics;

import org.polyad.tensor.SparseTensor;

/**
 * What a model is measured on.
 *
 * @param data the listed entries; not modified
 * @param excluded cells that do not count, listed or not; null: none; values do not matter
 * @param cold listed cells that the model does not have
 */
public record ScoredCells(SparseTensor data, SparseTensor excluded, ColdCells cold) {}
