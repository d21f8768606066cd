/**
 * Small dense algebra: Cholesky, bounded quadratic problems, leading singular vectors of unfoldings. LAPACK's routines are those of
 * {@code org.netlib.lapack}, which are Java alone and give the same bits on every machine: the facades of {@code dev.ludovic.netlib},
 * its {@code JavaLAPACK} too, load a native library as soon as one of its classes is initialised.
 */
package org.polyad.linalg;
