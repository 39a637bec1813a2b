/** IAM Access Analyzer: analyzers of access from outside the account. See behaviour.md#access-analyzer. */
@NullMarked
package dev.setpoint.provider.aws.accessanalyzer;

import org.jspecify.annotations.NullMarked;
