/**
 * What the run of any method is: its iterations, trace, state, stop reason, and the scores of held-out cells.
 */
package org.polyad.run;
