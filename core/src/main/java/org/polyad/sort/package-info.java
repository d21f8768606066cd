/**
 * Sorting in primitive arrays: orders of entries by whole-number keys and of numbers by size, runs of equal keys, and the place in a
 * sorted array. Read {@link org.polyad.sort.RadixSort} first.
 */
package org.polyad.sort;
