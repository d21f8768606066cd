/**
 * Names that users write: the one probably meant ({@link org.polyad.names.Nearest}), and the constants of an enum by theirs ({@link
 * org.polyad.names.EnumNames}).
 */
package org.polyad.names;
