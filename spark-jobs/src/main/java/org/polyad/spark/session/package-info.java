/**
 * What Polyad asks of a Spark session beside its data: job descriptions, failures, counted work.
 */
package org.polyad.spark.session;
