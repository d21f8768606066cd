/**
 * The engine on Spark: cached blocks, broadcast factors, a job for each mode update. Read {@code SparkEngine} first.
 */
package org.polyad.spark.engine;
