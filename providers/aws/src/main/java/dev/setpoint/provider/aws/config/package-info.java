/** AWS Config: what is recorded of a region, where that goes, and by which rules it is judged. */
@NullMarked
package dev.setpoint.provider.aws.config;

import org.jspecify.annotations.NullMarked;
