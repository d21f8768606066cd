/**
 * The inner loops over the entries of a row. {@link org.polyad.kernel.RowSystem} accumulates value, gradient and Hessian over chunks
 * of design vectors; what fills a chunk, and what zeros add, are seams ({@code DesignVectors}, {@code ZeroTerm}) that each format
 * implements.
 */
package org.polyad.kernel;
