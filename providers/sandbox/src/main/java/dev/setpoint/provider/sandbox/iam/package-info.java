/**
 * Simulated IAM: roles, users and customer managed policies. See behaviour.md#iam-role,
 * behaviour.md#iam-policies-and-users.
 */
@NullMarked
package dev.setpoint.provider.sandbox.iam;

import org.jspecify.annotations.NullMarked;
