/**
 * The entry point: {@link org.polyad.solver.Gcp} fits, {@link org.polyad.solver.FoldIn} adds rows to a fitted model. Each method has a
 * package below this one.
 */
package org.polyad.solver;
