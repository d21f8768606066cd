/**
 * Predictions and lists of recommendations, made in tasks that have the model as a broadcast. For the stages of {@link
 * org.polyad.spark.ml} only. Read {@link org.polyad.spark.ml.lists.Recommendations} first.
 */
package org.polyad.spark.ml.lists;
