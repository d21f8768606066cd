/**
 * Scores of predicted values and of lists, computed by Spark. For {@link org.polyad.spark.ml.GeneralizedCPEvaluator} only, which says
 * what each metric is.
 */
package org.polyad.spark.ml.evaluation;
