/**
 * Configurations of buckets and of the account, each read, stored and deleted as a whole. See
 * behaviour.md#s3-configurations, behaviour.md#s3-account-public-access-block.
 */
@NullMarked
package dev.setpoint.provider.sandbox.s3.configuration;

import org.jspecify.annotations.NullMarked;
