/**
 * Cells drawn without bias: uniform, stratified and semi-stratified samples, slabs of a tensor, and the unlisted cells that a block
 * owns. Read {@link org.polyad.sampling.Sampler} first.
 */
package org.polyad.sampling;
