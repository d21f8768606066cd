/**
 * Where the work over all entries is done. {@link org.polyad.engine.Engine} applies a task to blocks, by threads here or by a
 * cluster; {@link org.polyad.engine.PreparedTensor} is a tensor made ready for one method.
 */
package org.polyad.engine;
