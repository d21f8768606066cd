/**
 * The page that shows a model or an experiment: what is on it, and how it is put together.
 */
package org.polyad.report;
