/**
 * Alternating Newton (ALS where the loss is gaussian): sweeps over the rows of each part in turn. Read {@code AlternatingNewton}
 * first, then {@code RowSolver}.
 */
package org.polyad.solver.newton;
