/**
 * The best items for a user under a model, and how good such lists are. Read {@link org.polyad.ranking.Question} first.
 */
package org.polyad.ranking;
