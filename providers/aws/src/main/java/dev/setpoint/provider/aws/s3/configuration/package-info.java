/** Interface that all sub-configurations of a bucket implement, and what several of them share. */
@NullMarked
package dev.setpoint.provider.aws.s3.configuration;

import org.jspecify.annotations.NullMarked;
