/** Configurations of buckets that have ids: inventories, analyses, request metrics and intelligent tiering. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.named;

import org.jspecify.annotations.NullMarked;
