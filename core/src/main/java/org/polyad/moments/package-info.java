/**
 * Models found by the method of moments: topics and mixtures. Start reading at {@link org.polyad.moments.TopicFit}. From outside: the
 * fits, their options and models, and {@link org.polyad.moments.Passes}, which hides where the data lie.
 *
 * <p>Source of all of it: Anandkumar, Ge, Hsu, Kakade and Telgarsky, Tensor Decompositions for Learning Latent Variable Models,
 * JMLR 15, 2014.
 */
package org.polyad.moments;
