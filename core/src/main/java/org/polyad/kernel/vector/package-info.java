/**
 * The kernels in vectors of four and eight doubles, in plain loops, and the choice between them, once for each JVM. All give the
 * same bits.
 */
package org.polyad.kernel.vector;
