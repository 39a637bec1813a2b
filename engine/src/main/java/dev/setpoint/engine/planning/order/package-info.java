/** Order between resources: dependencies, and replacements that create before they delete. */
@NullMarked
package dev.setpoint.engine.planning.order;

import org.jspecify.annotations.NullMarked;
