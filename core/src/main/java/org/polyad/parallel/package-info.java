/**
 * The threads of a fit. Every thread that Polyad starts comes from here, as many as {@code --threads} says.
 */
package org.polyad.parallel;
