/**
 * Tensors from files and tables: labels, formats, bad lines.
 */
package org.polyad.input;
