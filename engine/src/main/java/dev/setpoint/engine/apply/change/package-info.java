/** Changes of single objects: create, update and delete, and the search for objects whose creation got no answer. */
@NullMarked
package dev.setpoint.engine.apply.change;

import org.jspecify.annotations.NullMarked;
