/**
 * What all kinds of input share: options, the listing of files, formats, bad lines, fields and labels. Read {@link
 * org.polyad.input.source.InputOptions} first.
 */
package org.polyad.input.source;
