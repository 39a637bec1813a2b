/** Requests to AWS: shapes to values, errors to sentences, retries and waits. */
@NullMarked
package dev.setpoint.provider.aws.call;

import org.jspecify.annotations.NullMarked;
