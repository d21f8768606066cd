/**
 * What all low-rank models have in common: {@link org.polyad.model.TensorModel}, a fitted model, and {@link org.polyad.model.Format},
 * how its parts make a value. A format is a package below this one.
 */
package org.polyad.model;
