/**
 * Estimators by the method of moments, beside MLlib's and with their names; begin at {@link
 * org.polyad.spark.ml.moments.SpectralLDA}.
 */
package org.polyad.spark.ml.moments;
