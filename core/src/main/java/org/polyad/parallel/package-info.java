/** The threads of a piece of work, such as a fit; read {@link org.polyad.parallel.Threads} first. It uses no other package. */
package org.polyad.parallel;
