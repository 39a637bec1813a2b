package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Website hosting. See behaviour.md#s3-website. */
final class Website {

    private static final int MOST_RULES = 50;
    private static final String ALL = "redirectAllRequestsTo";
    private static final String RULES = "routingRules";

    private static final List<Check> CHECKS = List.of(
            Check.required(
                    "indexDocument",
                    invalidArgument("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is"
                            + " empty")),
            Check.matches(
                    "indexDocument.suffix",
                    Pattern.compile("[^/]+"),
                    invalidArgument("The IndexDocument Suffix is not well formed")));
    private static final List<Check> PROTOCOL = List.of(Check.oneOf(
                    "protocol",
                    Set.of("http", "https"),
                    invalidRequest("Invalid protocol, protocol can be http or https. If not defined the protocol will"
                            + " be selected automatically."))
            .whenPresent());
    private static final List<Check> CODES = List.of(
            Check.matches(
                            "condition.httpErrorCodeReturnedEquals",
                            Pattern.compile("[45]\\d\\d"),
                            invalidRequest(
                                    "The provided HTTP error code (%s) is not valid. Valid codes are 4XX or 5XX."))
                    .whenPresent(),
            Check.matches(
                            "redirect.httpRedirectCode",
                            Pattern.compile("3(?!00)\\d\\d"),
                            invalidRequest("The provided HTTP redirect code (%s) is not valid. Valid codes are 3XX"
                                    + " except 300."))
                    .whenPresent());

    private Website() {}

    private static Refusal invalidArgument(String message) {
        return new Refusal(Service.S3, "InvalidArgument", 400, message);
    }

    private static Refusal invalidRequest(String message) {
        return new Refusal(Service.S3, "InvalidRequest", 400, message);
    }

    static Value.Map accepted(Submission submission) {
        var website = submission.required(S3Refusals.MALFORMED_XML);
        if (website.has(ALL)) {
            checkRedirection(website);
            return website;
        }
        Check.all(CHECKS, website);
        if (website.has("errorDocument")
                && website.map("errorDocument").string("key").orElse("").isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        if (website.has(RULES)) {
            checkRules(Members.maps(website, RULES));
        }
        return website;
    }

    private static void checkRedirection(Value.Map website) {
        if (website.entries().size() > 1) {
            throw S3Refusals.invalidArgument(
                    "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.");
        }
        if (website.map(ALL).string("hostName").orElse("").isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        Check.all(PROTOCOL, website.map(ALL));
    }

    private static void checkRules(List<Value.Map> rules) {
        if (rules.isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        if (rules.size() > MOST_RULES) {
            throw S3Refusals.invalidRequest(rules.size() + " routing rules provided, the number of routing rules in a"
                    + " website configuration is limited to " + MOST_RULES + ".");
        }
        rules.forEach(Website::checkRule);
    }

    private static void checkRule(Value.Map rule) {
        var redirect = rule.map("redirect");
        if (!rule.has("redirect")) {
            throw S3Refusals.malformedXml();
        }
        if (redirect.has("replaceKeyWith") && redirect.has("replaceKeyPrefixWith")) {
            throw S3Refusals.invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
        }
        if (rule.has("condition") && rule.map("condition").entries().isEmpty()) {
            throw S3Refusals.invalidRequest("Condition cannot be empty. To redirect all requests without a condition,"
                    + " the condition element shouldn't be present.");
        }
        Check.all(PROTOCOL, redirect);
        Check.all(CODES, rule);
    }
}
