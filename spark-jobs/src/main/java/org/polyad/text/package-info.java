/**
 * Words for users: texts from data made fit for messages, names of paths.
 */
package org.polyad.text;
