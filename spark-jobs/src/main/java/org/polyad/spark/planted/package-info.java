/**
 * Planted tensors drawn by Spark tasks, the same to the byte as on one machine.
 */
package org.polyad.spark.planted;
