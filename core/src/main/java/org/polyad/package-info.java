/** What every package uses: the one exception for bad input. */
package org.polyad;
