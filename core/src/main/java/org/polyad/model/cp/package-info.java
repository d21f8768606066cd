/**
 * CP models: {@link org.polyad.model.cp.Ktensor}, its format and design vectors, canonical form, score, offsets, and the Tensor
 * Toolbox's text form.
 */
package org.polyad.model.cp;
