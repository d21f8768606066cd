/**
 * What the Estimators by the method of moments do in tasks and passes; begin at {@link org.polyad.spark.ml.moments.CachedBlocks}. The
 * Estimators themselves are in {@code spark.ml}, whose names saved pipelines hold.
 */
package org.polyad.spark.ml.moments;
