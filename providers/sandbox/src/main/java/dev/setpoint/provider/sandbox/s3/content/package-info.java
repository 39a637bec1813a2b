/** Contents and headers of requests about objects: checksums, ranges, conditions, metadata, tags and version ids. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.content;

import org.jspecify.annotations.NullMarked;
