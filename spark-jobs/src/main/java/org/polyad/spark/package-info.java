/**
 * Polyad on Spark: {@link org.polyad.spark.DistributedTensor} holds the entries, {@link org.polyad.spark.SparkGcp} fits.
 */
package org.polyad.spark;
