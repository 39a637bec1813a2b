/** Lists of objects, versions and uploads: prefixes, delimiters, markers and pages. See behaviour.md#s3-lists. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.listing;

import org.jspecify.annotations.NullMarked;
