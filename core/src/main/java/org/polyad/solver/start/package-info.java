/**
 * Where a fit begins: random or given factors, and their scale.
 */
package org.polyad.solver.start;
