/**
 * A tensor cut into blocks of the rows of one mode: what a task works on. Read {@link org.polyad.blocks.RowBlocks} first, then
 * {@link org.polyad.blocks.ModeView}.
 */
package org.polyad.blocks;
