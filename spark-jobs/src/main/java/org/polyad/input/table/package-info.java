/**
 * Reading what Spark reads: tables, expressions, joins.
 */
package org.polyad.input.table;
