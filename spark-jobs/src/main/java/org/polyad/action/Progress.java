package org.polyad.action;

import org.polyad.run.FitListener;

/** Shows how a fit goes. It is closed when the method has ended, before the model is written. States are saved without its help. */
public interface Progress extends FitListener, AutoCloseable {
    /** Shows nothing. */
    Progress NONE = new Progress() {};

    @Override
    default void close() {}
}
