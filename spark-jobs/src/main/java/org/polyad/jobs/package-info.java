/**
 * The commands, one a file: {@link org.polyad.jobs.Polyad} is the main class.
 */
package org.polyad.jobs;
