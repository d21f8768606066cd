/**
 * The command line: one command a file, which turns options into a request for {@link org.polyad.action} or
 * {@link org.polyad.experiment} and prints what comes back. Only this package and {@code jobs.flags} know picocli. Read
 * {@link org.polyad.jobs.Polyad} first.
 */
package org.polyad.jobs;
