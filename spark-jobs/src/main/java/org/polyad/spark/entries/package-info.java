/**
 * Entries on their way through Spark: reading, shuffling, merging, writing.
 */
package org.polyad.spark.entries;
