/** Objects in buckets: versions, uploads, tags, encryption and replication. AWS-BEHAVIOUR 7. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.object;

import org.jspecify.annotations.NullMarked;
