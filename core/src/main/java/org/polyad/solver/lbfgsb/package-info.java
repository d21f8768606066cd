/**
 * L-BFGS-B over all factors at once. Read {@code Lbfgsb} first.
 */
package org.polyad.solver.lbfgsb;
