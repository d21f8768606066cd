/**
 * Logarithms and exponentials of whole arrays, the same to the bit in scalar loops and in vectors. Losses are made of them; read
 * {@code Elementary} first.
 */
package org.polyad.loss.batch;
