/**
 * What a user asks of a fit: {@link org.polyad.options.GcpOptions}. How a machine does it (threads, partitions) is not here.
 */
package org.polyad.options;
