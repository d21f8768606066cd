/** The best items for a user under a model, and how good such lists are. */
package org.polyad.ranking;
