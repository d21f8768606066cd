/**
 * Files and folders on any Hadoop file system that appear whole or not at all, what may be replaced, and retries.
 */
package org.polyad.files;
