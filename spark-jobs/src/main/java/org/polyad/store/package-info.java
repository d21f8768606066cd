/**
 * Models, checkpoints and labels on disk. Needs Hadoop and Parquet, not Spark's engine, so that a scoring server can use it. Read
 * {@link org.polyad.store.ModelStore} first.
 */
package org.polyad.store;
