/**
 * The columns that the stages read: labels, values and weights of a Dataset become entries in flat arrays. For the stages of {@link
 * org.polyad.spark.ml} only. Read {@link org.polyad.spark.ml.columns.LabelledEntries} first.
 */
package org.polyad.spark.ml.columns;
