/**
 * Losses f(x, m): what a model pays for saying m where the data say x. {@link org.polyad.loss.Losses} is the table of
 * the built-in ones; {@link org.polyad.loss.Loss} is open for others.
 */
package org.polyad.loss;
