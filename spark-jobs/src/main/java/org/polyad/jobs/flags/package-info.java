/**
 * Options that several commands share.
 */
package org.polyad.jobs.flags;
