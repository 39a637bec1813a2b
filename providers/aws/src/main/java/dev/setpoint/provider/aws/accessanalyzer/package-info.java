/** IAM Access Analyzer: what of the account others can reach. See behaviour.md#access-analyzer. */
@NullMarked
package dev.setpoint.provider.aws.accessanalyzer;

import org.jspecify.annotations.NullMarked;
