/** The simulated IAM Access Analyzer. AWS-BEHAVIOUR 16. */
@NullMarked
package dev.setpoint.provider.sandbox.accessanalyzer;

import org.jspecify.annotations.NullMarked;
