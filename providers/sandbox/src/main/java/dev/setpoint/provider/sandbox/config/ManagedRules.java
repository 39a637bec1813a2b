package dev.setpoint.provider.sandbox.config;

import java.util.Set;
import java.util.regex.Pattern;

/** AWS's managed rules, as far as it matters what runs them. See behaviour.md#config-rule-limits. */
final class ManagedRules {

    /** Rules on the settings of S3, SNS, IAM and the like, which a change of the resource triggers. */
    private static final Pattern TRIGGERED_BY_CHANGES = Pattern.compile("S3_BUCKET_(?!PUBLIC_|MFA_).*"
            + "|S3_(DEFAULT_ENCRYPTION_KMS|EVENT_NOTIFICATIONS_ENABLED|ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS)"
            + "|S3_(VERSION_)?LIFECYCLE_POLICY_CHECK|SNS_.*|REQUIRED_TAGS|ENCRYPTED_VOLUMES|ELB_LOGGING_ENABLED"
            + "|IAM_(POLICY_NO_STATEMENTS_.*|GROUP_HAS_USERS_CHECK|USER_NO_POLICIES_CHECK|NO_INLINE_POLICY_CHECK)"
            + "|LAMBDA_.*|RDS_STORAGE_ENCRYPTED");

    private static final Set<String> PERIODIC = Set.of(
            "ACCESS_KEYS_ROTATED",
            "CLOUD_TRAIL_ENABLED",
            "CLOUD_TRAIL_ENCRYPTION_ENABLED",
            "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
            "CMK_BACKING_KEY_ROTATION_ENABLED",
            "IAM_PASSWORD_POLICY",
            "IAM_ROOT_ACCESS_KEY_CHECK",
            "KMS_CMK_NOT_SCHEDULED_FOR_DELETION",
            "MULTI_REGION_CLOUD_TRAIL_ENABLED",
            "ROOT_ACCOUNT_MFA_ENABLED");

    private ManagedRules() {}

    static boolean isTriggeredByChanges(String identifier) {
        return TRIGGERED_BY_CHANGES.matcher(identifier).matches();
    }

    static boolean isPeriodic(String identifier) {
        return PERIODIC.contains(identifier);
    }
}
