/**
 * Random numbers that are functions of (seed, purpose, place): {@link org.polyad.random.Streams}. So any number of threads or machines
 * draws the same.
 */
package org.polyad.random;
