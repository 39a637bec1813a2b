package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;
import java.util.Set;

/** CORS rules. See behaviour.md#s3-accelerate-cors-payment. */
final class Cors {

    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    private static final int MOST_RULES = 100;
    private static final int LONGEST_ID = 255;

    private static final List<Check> CONFIGURATION =
            List.of(Check.size("corsRules", 1, MOST_RULES, S3Refusals.MALFORMED_XML));
    private static final List<Check> RULE = List.of(
            Check.size("allowedMethods", 1, Integer.MAX_VALUE, S3Refusals.MALFORMED_XML),
            Check.size("allowedOrigins", 1, Integer.MAX_VALUE, S3Refusals.MALFORMED_XML),
            Check.length("id", 0, LONGEST_ID, S3Refusals.MALFORMED_XML));

    private Cors() {}

    static Value.Map accepted(Submission submission) {
        var cors = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(CONFIGURATION, cors);
        Members.maps(cors, "corsRules").forEach(Cors::check);
        return cors;
    }

    private static void check(Value.Map rule) {
        Check.all(RULE, rule);
        for (var method : Members.texts(rule, "allowedMethods")) {
            if (!METHODS.contains(method)) {
                throw S3Refusals.invalidRequest(
                        "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
            }
        }
        checkWildcards(rule, "allowedOrigins", "AllowedOrigin");
        checkWildcards(rule, "allowedHeaders", "AllowedHeader");
    }

    private static void checkWildcards(Value.Map rule, String member, String element) {
        for (var pattern : Members.texts(rule, member)) {
            if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
                throw S3Refusals.invalidRequest(element + " \"" + pattern + "\" can not have more than one wildcard.");
            }
        }
    }
}
