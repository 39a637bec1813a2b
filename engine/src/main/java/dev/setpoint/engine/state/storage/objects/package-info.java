/** Storage in an object store that machines share, with a lease as lock. */
@NullMarked
package dev.setpoint.engine.state.storage.objects;

import org.jspecify.annotations.NullMarked;
