package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.Value;

/**
 * Something that a caller must be allowed to do.
 *
 * @param provider whose permissions these are: the name of a {@link ProviderFactory}
 * @param action as the cloud spells it: {@code s3:PutBucketPolicy}
 * @param object on what, as the cloud writes it down; may hold wildcards
 * @param condition under which it is needed, as the cloud writes it down; empty for none
 */
public record Grant(String provider, String action, String object, Value.Map condition) {}
