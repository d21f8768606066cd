/**
 * Generalized CP in Spark ML: {@link org.polyad.spark.ml.GeneralizedCP}, an Estimator that stands where MLlib's ALS stood, its model,
 * and Transformers for recommendations and new rows.
 */
package org.polyad.spark.ml;
