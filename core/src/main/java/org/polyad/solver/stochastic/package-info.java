/**
 * Stochastic gradients in rounds of local steps. Read {@code Stochastic} first.
 */
package org.polyad.solver.stochastic;
