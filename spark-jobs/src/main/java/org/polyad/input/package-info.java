/**
 * Reading tensors: from tables with labels, expressions of Spark SQL and joins, and from .tns files, into memory or into Spark. Spark
 * programs use {@link org.polyad.input.TensorReader}, which is the file to read first.
 */
package org.polyad.input;
