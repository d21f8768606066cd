/**
 * Sparse tensors in coordinate form, their shapes, and factor matrices: flat primitive arrays, no boxing. Read {@link
 * org.polyad.tensor.SparseTensor} first; {@link org.polyad.tensor.SparseTensorBuilder} makes one.
 */
package org.polyad.tensor;
