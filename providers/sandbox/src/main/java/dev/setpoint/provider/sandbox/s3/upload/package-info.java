/** Multipart uploads: parts, completion and lists. See behaviour.md#s3-multipart. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.upload;

import org.jspecify.annotations.NullMarked;
