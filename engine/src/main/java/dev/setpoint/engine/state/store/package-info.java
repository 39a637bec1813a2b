/** State store: reads, locks, writes, moves and edits the state of one stack. */
@NullMarked
package dev.setpoint.engine.state.store;

import org.jspecify.annotations.NullMarked;
