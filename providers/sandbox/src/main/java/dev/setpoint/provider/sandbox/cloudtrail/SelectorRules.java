package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Checks of event selectors. See behaviour.md#cloudtrail-trail-limits, behaviour.md#kms-data-events. */
final class SelectorRules {

    private static final Set<String> BASIC_TYPES =
            Set.of("AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table");
    private static final Set<String> EXCLUDABLE = Set.of("kms.amazonaws.com", "rdsdata.amazonaws.com");
    private static final int MOST_BASIC = 5;
    private static final int MOST_RESOURCES = 250;
    private static final int MOST_VALUES = 500;

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Management",
                    Set.of(
                            "eventCategory",
                            "eventSource",
                            "readOnly",
                            "eventName",
                            "userIdentity.arn",
                            "eventType",
                            "sessionCredentialFromConsole"),
            "Data",
                    Set.of(
                            "eventCategory",
                            "resources.type",
                            "resources.ARN",
                            "eventName",
                            "readOnly",
                            "eventSource",
                            "userIdentity.arn",
                            "eventType",
                            "sessionCredentialFromConsole"),
            "NetworkActivity",
                    Set.of(
                            "eventCategory",
                            "eventSource",
                            "eventName",
                            "errorCode",
                            "vpcEndpointId",
                            "userIdentity.arn"));

    private SelectorRules() {}

    static void checkBasic(List<Value.Map> selectors) {
        if (selectors.size() > MOST_BASIC) {
            throw invalid("A trail has at most " + MOST_BASIC + " event selectors.");
        }
        var resources = 0;
        for (var selector : selectors) {
            for (var source : Members.texts(selector, "excludeManagementEventSources")) {
                if (!EXCLUDABLE.contains(source)) {
                    throw invalid(
                            "ExcludeManagementEventSources accepts only kms.amazonaws.com and rdsdata.amazonaws.com: "
                                    + source);
                }
            }
            for (var data : Members.maps(selector, "dataResources")) {
                checkType(data.string("type").orElse(""), BASIC_TYPES);
                var values = Members.texts(data, "values");
                resources += values.size();
                if (!values.stream().allMatch(value -> value.startsWith("arn:"))) {
                    throw invalid("Value for field 'values' is not an ARN.");
                }
            }
        }
        if (resources > MOST_RESOURCES) {
            throw invalid("A trail has at most " + MOST_RESOURCES + " data resources.");
        }
    }

    private static void checkType(String type, Set<String> known) {
        if (!known.contains(type)) {
            throw invalid("Value " + type + " for DataResources.Type is invalid.");
        }
    }

    static void checkAdvanced(List<Value.Map> selectors) {
        var values = 0;
        for (var selector : selectors) {
            var fields = Members.maps(selector, "fieldSelectors");
            var category = only(fields, "eventCategory")
                    .orElseThrow(() -> invalid("Each selector needs eventCategory with Equals and one value."));
            var allowed = Optional.ofNullable(FIELDS.get(category))
                    .orElseThrow(() -> invalid("Value " + category + " for eventCategory is invalid."));
            for (var field : fields) {
                var name = field.string("field").orElse("");
                if (!allowed.contains(name)) {
                    throw invalid("Field " + name + " is invalid for " + category + " events.");
                }
                values += count(field);
            }
            checkCategory(category, fields);
        }
        if (values > MOST_VALUES) {
            throw invalid("A trail has at most " + MOST_VALUES + " values over all conditions.");
        }
    }

    private static void checkCategory(String category, List<Value.Map> fields) {
        if (category.equals("Data")) {
            var type = only(fields, "resources.type")
                    .orElseThrow(() -> invalid("Data events need resources.type with Equals and one value."));
            // Use of KMS keys is a management event: no data-event type begins so.
            if (!type.matches("AWS::[A-Za-z0-9]+::[A-Za-z0-9]+") || type.startsWith("AWS::KMS::")) {
                throw invalid("Value " + type + " for resources.type is invalid.");
            }
        }
        if (category.equals("NetworkActivity") && only(fields, "eventSource").isEmpty()) {
            throw invalid("Network activity events need eventSource with Equals and one value.");
        }
    }

    /** Returns the single value that a field must equal. */
    private static Optional<String> only(List<Value.Map> fields, String name) {
        var found = fields.stream()
                .filter(field -> field.string("field").equals(Optional.of(name)))
                .toList();
        return found.size() == 1 && Members.texts(found.getFirst(), "equals").size() == 1
                ? Optional.of(Members.texts(found.getFirst(), "equals").getFirst())
                : Optional.empty();
    }

    private static int count(Value.Map field) {
        var count = Stream.of("equals", "notEquals", "startsWith", "notStartsWith", "endsWith", "notEndsWith")
                .mapToInt(operator -> field.list(operator).size())
                .sum();
        if (count == 0) {
            throw invalid("Field " + field.string("field").orElse("") + " has no condition.");
        }
        return count;
    }

    static AwsServiceException invalid(String message) {
        return TrailPart.refusal("InvalidEventSelectorsException", message);
    }
}
