/**
 * What a command does, as a public call: a request (a record) goes in, a result comes out, and nothing is printed but remarks on the log
 * that the caller gives. {@link org.polyad.action.Fit}, {@link org.polyad.action.Evaluate}, {@link org.polyad.action.Predict},
 * {@link org.polyad.action.Recommend} and {@link org.polyad.action.ModelReport}; read Fit first.
 */
package org.polyad.action;
