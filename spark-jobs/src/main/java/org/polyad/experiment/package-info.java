/**
 * Many fits of one tensor, and which of them to choose. {@link org.polyad.experiment.Experiment} is what the command {@code experiment}
 * does, as a public call; read it first.
 */
package org.polyad.experiment;
