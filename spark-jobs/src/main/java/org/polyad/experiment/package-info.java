/**
 * Many fits of one tensor, and which of them to choose. The command {@code experiment} is made of it.
 */
package org.polyad.experiment;
