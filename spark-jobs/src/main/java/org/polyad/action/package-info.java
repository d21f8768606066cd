/**
 * What a command does, apart from its options.
 */
package org.polyad.action;
