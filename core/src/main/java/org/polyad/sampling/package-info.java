/**
 * Random numbers that are functions of what they are for, and what chance decides before a fit: the cells set aside and the
 * zeros that stand for all of them. For experts; {@code solver.Omega} puts the pieces together.
 *
 * <p>Everything here is a function of the seed and of subscripts or of the number of an attempt, never of who asks or when,
 * so that ranges of rows may be settled apart and give the same cells.
 */
package org.polyad.sampling;
