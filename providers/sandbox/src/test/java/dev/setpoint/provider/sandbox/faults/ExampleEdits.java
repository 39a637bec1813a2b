package dev.setpoint.provider.sandbox.faults;

import java.util.regex.Pattern;

/** Edits of the example's text, as a user would make them. */
public final class ExampleEdits {

    private static final Pattern BLOCK = Pattern.compile("(?m)^(?=  [a-z][A-Za-z0-9]*:$)");

    private ExampleEdits() {}

    /** Gives the example its own names, so that several can exist in one account. */
    public static String suffixed(String example, String suffix) {
        var text = replaced(example, "default: demo", "default: " + suffix);
        text = replaced(text, "prod-s3-application", suffix + "-s3-application");
        text = replaced(text, "alias/prod-s3-encryption", "alias/" + suffix + "-s3-encryption");
        text = replaced(text, "name: s3-replication-role", "name: " + suffix + "-replication-role");
        text = replaced(text, "key with automatic rotation", "key with automatic rotation " + suffix);
        return replaced(text, "prod-s3-encryption-trail", suffix + "-s3-encryption-trail");
    }

    /** Changes every resource that can change in place. */
    public static String changed(String example) {
        var text = replaced(example, "Environment: production", "Environment: staging");
        text = replaced(text, "periodInDays: 365", "periodInDays: 180");
        text = replaced(text, "Production S3 encryption key", "Staging S3 encryption key");
        text = replaced(text, "Replica of the production", "Replica of the staging");
        text = replaced(text, "\"1.2\"", "\"1.3\"");
        text = replaced(text, "    - kms:Encrypt\n    -", "    - kms:Encrypt\n    - kms:Sign\n    -");
        text = replaced(text, "days: 30, storageClass: STANDARD_IA", "days: 60, storageClass: STANDARD_IA");
        text = replaced(text, "prod-bucket-logs/\n      lifecycle", "staging-bucket-logs/\n      lifecycle");
        text = replaced(text, "- s3:DeleteObject\n", "- s3:DeleteObject\n              - s3:GetObjectVersion\n");
        text = replaced(text, "What the application may do", "All that the application may do");
        text = replaced(text, "readWriteType: All", "readWriteType: WriteOnly");
        text = replaced(text, "logFileValidation: true", "logFileValidation: false");
        text = replaced(text, "Lets S3 copy", "Has S3 copy");
        text = replaced(text, "                - s3:ReplicateTags\n", "");
        text = replaced(text, "storageClass: STANDARD_IA\n            #", "storageClass: GLACIER_IR\n            #");
        return text;
    }

    /** Switches off all that can be switched off, and disables keys. */
    public static String switchedOff(String example) {
        var text = example.replace("rotation: {enabled: true, periodInDays: 365}", "rotation: {enabled: false}");
        return text.replace("logFileValidation: true", "logFileValidation: true\n      logging: false");
    }

    /** Makes each reference refer to another resource, and disables keys. */
    public static String rewired(String example) {
        var text = replaced(example, "Action: sts:AssumeRole", "Action: [sts:AssumeRole, sts:TagSession]");
        text = replaced(text, "targetKey: ${key.keyId}", "targetKey: ${otherKey.keyId}");
        text = replaced(
                text,
                "\n  keyAlias:\n",
                "\n  otherKey: {type: aws.kms.key, properties: {enabled: false}}\n  keyAlias:\n");
        text = replaced(
                text, "multiRegion: true\n      rotation", "multiRegion: true\n      enabled: false\n      rotation");
        text = text.replace("displayName: S3 encryption alarms", "displayName: Alarms of S3 encryption");
        text = text.replace("      protocol: email\n", "      protocol: email\n      filterPolicy: {kind: [alarm]}\n");
        text = text.replace("      routeTableIds: ${data.vpc.routeTableIds}\n", "");
        text = text.replace("Frequency: FIFTEEN_MINUTES", "Frequency: SIX_HOURS");
        return text.replace("      retentionInDays: 365\n      kmsKey: ${monitoringKey.arn}\n", "");
    }

    /** Removes all tags. */
    public static String untagged(String example) {
        return example.replaceAll("(?m)^    defaultTags:\\R(      .*\\R)+", "").replaceAll("(?m)^ +tags: .*\\R", "");
    }

    /** Renames every resource or one that it depends on, so that each is replaced. */
    public static String renamed(String example) {
        return withOption(suffixed(example, "next"), "key", "lifecycle: {replaceOnChange: [logBucket.name]}");
    }

    /** Renames as {@link #renamed} does, with each new object created before the old one is deleted. */
    public static String renamedCreatingFirst(String example) {
        var text = renamed(example)
                .replace(
                        "lifecycle: {replaceOnChange: [logBucket.name]}",
                        "lifecycle: {createBeforeDestroy: true, replaceOnChange: [logBucket.name]}");
        return text.replaceAll(
                "(?m)^(    type: aws\\.(?!kms\\.key$).*)$(?=\\R    (provider|properties))",
                "$1\n    lifecycle: {createBeforeDestroy: true}");
    }

    /** Removes the trail and the replica. */
    public static String shortened(String example) {
        var resources = example.indexOf("\nresources:\n");
        var outputs = example.indexOf("\noutputs:\n");
        var kept = new StringBuilder(example.substring(0, resources));
        for (var block :
                BLOCK.splitAsStream(example.substring(resources, outputs)).toList()) {
            if (!block.matches("(?s)  (trail|replica|replication)[A-Za-z]*:\\n.*")) {
                kept.append(block);
            }
        }
        var rest = example.substring(outputs).replaceAll("(?m)^  (trail|replica|replication)[A-Za-z]*: .*\\R", "");
        return kept + rest;
    }

    private static String withOption(String text, String resource, String option) {
        return replaced(text, "\n  " + resource + ":\n", "\n  " + resource + ":\n    " + option + "\n");
    }

    private static String replaced(String text, String old, String other) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("The example has no \"" + old + "\" any more.");
        }
        return text.replace(old, other);
    }
}
