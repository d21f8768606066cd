/** Moments of documents and samples in Spark: blocks of rows, and passes over them whose sums have an order. */
package org.polyad.spark.moments;
