/**
 * Which cells count, and how: {@code Omega} settles what is fitted to, what is set aside, and how zeros enter the objective.
 */
package org.polyad.cells;
