/** Many fits of one tensor, and which of them to choose. For experts: the command {@code experiment} is made of it. */
package org.polyad.jobs.experiment;
