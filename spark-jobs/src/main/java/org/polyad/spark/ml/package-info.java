/**
 * Generalized CP in Spark ML: the Estimator {@link org.polyad.spark.ml.GeneralizedCP}, which replaces MLlib's ALS; its model, the
 * evaluator, and Transformers for recommendations and new rows. All public classes are for users. Saved pipelines name these classes, so
 * they stay in this package. Read {@link org.polyad.spark.ml.GeneralizedCP} first.
 */
package org.polyad.spark.ml;
