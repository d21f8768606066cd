/**
 * How well a model fits a tensor: {@link org.polyad.metrics.Evaluation}. Metrics compare x with the model's mean, and count the
 * cells that are not listed as the model says.
 */
package org.polyad.metrics;
