/** States sealed under a KMS key. Nothing here is loaded before a stack asks for it. */
@NullMarked
package dev.setpoint.provider.aws.encryption;

import org.jspecify.annotations.NullMarked;
