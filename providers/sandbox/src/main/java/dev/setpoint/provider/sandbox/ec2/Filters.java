package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters of describe operations: all must match, each by one of its values. */
final class Filters {

    private static final String TAG = "tag:";

    private Filters() {}

    /**
     * @param known what can be asked for besides {@code tag:KEY}: filter → the document's text
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException for any other filter
     */
    static boolean match(List<Filter> filters, Value.Map document, Map<String, String> known) {
        return filters.stream().allMatch(filter -> matches(filter, document, known));
    }

    private static boolean matches(Filter filter, Value.Map document, Map<String, String> known) {
        var name = Optional.ofNullable(filter.name()).orElse("null");
        if (name.equals("tag-key")) {
            return document.map("tags").entries().keySet().stream().anyMatch(key -> matches(filter, key));
        }
        if (!name.startsWith(TAG) && !known.containsKey(name)) {
            throw Ec2Part.refusal("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        var value = name.startsWith(TAG)
                ? document.map("tags").string(name.substring(TAG.length()))
                : Optional.ofNullable(known.get(name));
        return value.filter(text -> matches(filter, text)).isPresent();
    }

    private static boolean matches(Filter filter, String text) {
        return filter.values().stream().anyMatch(pattern -> text.matches("(?s)" + regex(pattern)));
    }

    /** Translates a pattern: {@code *} is any text, {@code ?} one character, and a backslash escapes the next one. */
    private static String regex(String pattern) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> {
                    i += c == '\\' && i + 1 < pattern.length() ? 1 : 0;
                    regex.append(Pattern.quote(pattern.substring(i, i + 1)));
                }
            }
        }
        return regex.toString();
    }
}
