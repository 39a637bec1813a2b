/** Simulated IAM Access Analyzer. See behaviour.md#access-analyzer. */
@NullMarked
package dev.setpoint.provider.sandbox.accessanalyzer;

import org.jspecify.annotations.NullMarked;
