/**
 * Options that several commands share, by the heading of {@code --help} that they are under, and options in files.
 */
package org.polyad.jobs.flags;
