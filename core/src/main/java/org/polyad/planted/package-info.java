/**
 * Tensors drawn from a known model, the same for any number of threads: {@link org.polyad.planted.Planted}.
 */
package org.polyad.planted;
