/**
 * Losses f(x, m): what a model pays for the value m where the data are x. {@link org.polyad.loss.Losses} is the table of the built-in
 * ones, one file each; {@link org.polyad.loss.Loss} is open for others. Read {@code Poisson} first.
 */
package org.polyad.loss;
