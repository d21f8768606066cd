/**
 * The .tns text format: {@link org.polyad.tensor.text.TnsReader} and {@link org.polyad.tensor.text.TnsWriter}. Lines are parsed from
 * bytes without making objects.
 */
package org.polyad.tensor.text;
