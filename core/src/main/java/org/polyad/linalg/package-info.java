/**
 * Small dense algebra: Cholesky, bounded quadratic problems, leading singular vectors of unfoldings. LAPACK is always JavaLAPACK,
 * which gives the same bits on every machine.
 */
package org.polyad.linalg;
