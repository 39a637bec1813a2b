/** Types that need no cloud. */
@NullMarked
package dev.setpoint.provider.core;

import org.jspecify.annotations.NullMarked;
