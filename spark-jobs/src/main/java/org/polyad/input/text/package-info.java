/**
 * Reading csv and .tns.
 */
package org.polyad.input.text;
