/** Configurations of buckets and of the account, each read, stored and deleted as a whole. AWS-BEHAVIOUR 6, 8. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.configuration;

import org.jspecify.annotations.NullMarked;
