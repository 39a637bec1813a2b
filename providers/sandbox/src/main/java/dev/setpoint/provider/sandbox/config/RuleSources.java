package dev.setpoint.provider.sandbox.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.config.model.CustomPolicyDetails;
import software.amazon.awssdk.services.config.model.EventSource;
import software.amazon.awssdk.services.config.model.MaximumExecutionFrequency;
import software.amazon.awssdk.services.config.model.MessageType;
import software.amazon.awssdk.services.config.model.Owner;
import software.amazon.awssdk.services.config.model.Source;
import software.amazon.awssdk.services.config.model.SourceDetail;

/** Checks of the sources of rules. Every function exists, and lets Config invoke it. See behaviour.md#config-rule-sources. */
final class RuleSources {

    private static final Pattern MANAGED = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern FUNCTION =
            Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?");
    private static final Pattern RUNTIME = Pattern.compile("guard-2\\.x\\.x");
    private static final int LONGEST_POLICY = 10_000;
    private static final Set<MessageType> CHANGES = Set.of(
            MessageType.CONFIGURATION_ITEM_CHANGE_NOTIFICATION,
            MessageType.OVERSIZED_CONFIGURATION_ITEM_CHANGE_NOTIFICATION);

    private RuleSources() {}

    /** Returns the source as Config keeps it: with the frequency of what a schedule triggers. */
    static Source checked(Optional<Source> given) {
        var source = given.orElseThrow(() -> ConfigPart.invalid("The source of the rule is missing."));
        var identifier = Optional.ofNullable(source.sourceIdentifier()).orElse("");
        switch (Optional.ofNullable(source.owner()).orElse(Owner.UNKNOWN_TO_SDK_VERSION)) {
            case AWS -> {
                require(MANAGED.matcher(identifier).matches(), "The sourceIdentifier " + identifier + " is invalid.");
                require(source.sourceDetails().isEmpty(), "SourceDetails should be null/empty if the owner is AWS.");
            }
            case CUSTOM_LAMBDA -> {
                requireDetails(source);
                if (!FUNCTION.matcher(identifier).matches()) {
                    throw ConfigPart.refusal(
                            "InsufficientPermissionsException",
                            "The AWS Lambda function " + identifier + " cannot be invoked. Check the specified"
                                    + " function ARN, and check the function's permissions.");
                }
            }
            case CUSTOM_POLICY -> {
                requireDetails(source);
                checkPolicy(Optional.ofNullable(source.customPolicyDetails()));
            }
            case UNKNOWN_TO_SDK_VERSION ->
                throw ConfigPart.validation("1 validation error detected: Value '" + source.ownerAsString()
                        + "' at 'configRule.source.owner' failed to satisfy constraint: Member must satisfy enum value"
                        + " set: [CUSTOM_LAMBDA, AWS, CUSTOM_POLICY]");
        }
        return source.toBuilder()
                .sourceDetails(source.sourceDetails().stream()
                        .map(RuleSources::complete)
                        .toList())
                .build();
    }

    private static void requireDetails(Source source) {
        require(
                !source.sourceDetails().isEmpty(),
                "SourceDetails should be provided if the owner is CUSTOM_LAMBDA or CUSTOM_POLICY.");
        source.sourceDetails().forEach(RuleSources::check);
    }

    private static void check(SourceDetail detail) {
        if (detail.eventSource() != EventSource.AWS_CONFIG) {
            throw ConfigPart.validation("1 validation error detected: Value '" + detail.eventSourceAsString()
                    + "' at 'configRule.source.sourceDetails.eventSource' failed to satisfy constraint: Member must"
                    + " satisfy enum value set: [aws.config]");
        }
        if (detail.messageType() == null || detail.messageType() == MessageType.UNKNOWN_TO_SDK_VERSION) {
            throw ConfigPart.validation("1 validation error detected: Value '" + detail.messageTypeAsString()
                    + "' at 'configRule.source.sourceDetails.messageType' failed to satisfy constraint: Member must"
                    + " satisfy enum value set");
        }
        require(
                detail.maximumExecutionFrequency() == null || !CHANGES.contains(detail.messageType()),
                "A maximum execution frequency is not allowed if MessageType is"
                        + " ConfigurationItemChangeNotification or OversizedConfigurationItemChangeNotification");
    }

    private static SourceDetail complete(SourceDetail detail) {
        return CHANGES.contains(detail.messageType()) || detail.maximumExecutionFrequency() != null
                ? detail
                : detail.toBuilder()
                        .maximumExecutionFrequency(MaximumExecutionFrequency.TWENTY_FOUR_HOURS)
                        .build();
    }

    private static void checkPolicy(Optional<CustomPolicyDetails> details) {
        var policy = details.orElseThrow(
                () -> ConfigPart.invalid("CustomPolicyDetails should be provided if the owner is CUSTOM_POLICY."));
        var text = Optional.ofNullable(policy.policyText()).orElse("");
        if (!RUNTIME.matcher(Optional.ofNullable(policy.policyRuntime()).orElse(""))
                .matches()) {
            throw ConfigPart.validation("1 validation error detected: Value '" + policy.policyRuntime()
                    + "' at 'configRule.source.customPolicyDetails.policyRuntime' failed to satisfy constraint: Member"
                    + " must satisfy regular expression pattern: guard\\-2\\.x\\.x");
        }
        if (text.length() > LONGEST_POLICY) {
            throw ConfigPart.validation("1 validation error detected: Value at"
                    + " 'configRule.source.customPolicyDetails.policyText' failed to satisfy constraint: Member must"
                    + " have length less than or equal to " + LONGEST_POLICY);
        }
        require(!text.isBlank(), "The policy text is empty.");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw ConfigPart.invalid(otherwise);
        }
    }
}
