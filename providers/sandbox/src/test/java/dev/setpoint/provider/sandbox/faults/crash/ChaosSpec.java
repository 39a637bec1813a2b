package dev.setpoint.provider.sandbox.faults.crash;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Small stack that can be edited at random: it has some blocks, and one variant of each. Variants differ in what is
 * changed in place and, every other one, in a name or another property that forces replacement.
 *
 * @param prefix of all its names: stacks in one cloud do not get into each other's way
 */
record ChaosSpec(String prefix, SortedMap<String, Integer> variants) {

    private static final List<String> BLOCKS =
            List.of("Key", "Alias", "Bucket", "BucketPolicy", "Role", "Policy", "Value");

    private static final int VARIANTS = 6;

    static ChaosSpec of(String prefix, Random random) {
        var spec = new ChaosSpec(prefix, new TreeMap<>());
        for (var i = 0; i < BLOCKS.size(); i++) {
            spec = spec.edited(random);
        }
        return spec;
    }

    /** Adds a block, removes one, or changes the variant of one. */
    ChaosSpec edited(Random random) {
        var edited = new TreeMap<>(variants);
        var block = BLOCKS.get(random.nextInt(BLOCKS.size()));
        if (edited.containsKey(block) && random.nextInt(3) == 0) {
            edited.remove(block);
        } else {
            edited.put(block, random.nextInt(VARIANTS));
        }
        return new ChaosSpec(prefix, edited);
    }

    String text() {
        var text = new StringBuilder("setpoint: v1\nstack: " + prefix + "\nproviders: {aws: {region: us-east-1}}\n");
        text.append("resources:\n  always: {type: core.value, properties: {text: " + prefix + "}}\n");
        variants.forEach((block, variant) -> text.append(block(block, variant % 2, variant / 2)));
        return text.toString();
    }

    private boolean has(String block) {
        return variants.containsKey(block);
    }

    /** @param other which of two names; {@code flavour} what can change in place */
    private String block(String block, int other, int flavour) {
        var key = "${" + prefix + "Key.";
        var bucket = "${" + prefix + "Bucket.";
        return switch (block) {
            case "Key" ->
                block(
                        block,
                        "aws.kms.key",
                        "lifecycle: {createBeforeDestroy: " + (flavour == 1) + "}",
                        "description: of flavour " + flavour,
                        "multiRegion: " + (other == 1),
                        "rotation: {enabled: " + (flavour == 2) + "}",
                        "tags: {Flavour: f" + flavour + "}");
            case "Alias" ->
                has("Key")
                        ? block(
                                block,
                                "aws.kms.alias",
                                "dependsOn: []",
                                "name: alias/" + prefix + other,
                                "targetKey: \"" + key + "keyId}\"")
                        : "";
            case "Bucket" ->
                block(
                        block,
                        "aws.s3.bucket",
                        "dependsOn: []",
                        "name: " + prefix + "-bucket-" + other,
                        "forceEmpty: true",
                        "versioning: Enabled",
                        has("Key") && flavour > 0
                                ? "encryption: {algorithm: aws:kms, kmsKey: \"" + key + "arn}\"}"
                                : "encryption: {algorithm: AES256}",
                        "tags: {Flavour: f" + flavour + "}");
            case "BucketPolicy" ->
                has("Bucket")
                        ? block(
                                block,
                                "aws.s3.bucketPolicy",
                                "dependsOn: []",
                                "bucket: \"" + bucket + "name}\"",
                                "policy: " + policy("Deny", "Principal: \"*\", ", "s3:*", bucket + "arn}", flavour))
                        : "";
            case "Role" ->
                block(
                        block,
                        "aws.iam.role",
                        "dependsOn: []",
                        "name: " + prefix + "-role-" + other,
                        "description: of flavour " + flavour,
                        "assumeRolePolicy: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Principal: {Service:"
                                + " ec2.amazonaws.com}, Action: sts:AssumeRole}]}",
                        "inlinePolicies: {own: " + policy("Allow", "", "s3:GetObject", "*", flavour) + "}",
                        has("Policy") ? "managedPolicies: [\"${" + prefix + "Policy.arn}\"]" : "path: /");
            case "Policy" ->
                block(
                        block,
                        "aws.iam.policy",
                        "dependsOn: []",
                        "name: " + prefix + "-policy-" + other,
                        "policy: " + policy("Allow", "", "s3:PutObject", "*", flavour));
            default -> block(block, "core.value", "dependsOn: []", "flavour: " + flavour + other);
        };
    }

    private static String policy(String effect, String principal, String action, String resource, int flavour) {
        return "{Version: \"2012-10-17\", Statement: [{Sid: F" + flavour + ", Effect: " + effect + ", " + principal
                + "Action: \"" + action + "\", Resource: \"" + resource + "\", Condition: {Bool:"
                + " {\"aws:SecureTransport\": \"false\"}}}]}";
    }

    private String block(String name, String type, String option, String... properties) {
        return "  " + prefix + name + ":\n    type: " + type + "\n    " + option + "\n    properties:\n      "
                + String.join("\n      ", properties) + "\n";
    }
}
