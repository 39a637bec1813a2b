/** Objects in buckets: versions, tags, ACLs, locks, encryption and replication. See behaviour.md#s3-object. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.object;

import org.jspecify.annotations.NullMarked;
