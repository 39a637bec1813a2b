/** IAM Access Analyzer: what of the account others can reach. AWS-BEHAVIOUR 16. */
@NullMarked
package dev.setpoint.provider.aws.accessanalyzer;

import org.jspecify.annotations.NullMarked;
