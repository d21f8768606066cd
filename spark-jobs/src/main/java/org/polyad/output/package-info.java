/**
 * Results for people and programs: tables, lists, predictions, tensors.
 */
package org.polyad.output;
