package dev.setpoint.engine.validation;

import com.networknt.schema.i18n.MessageSource;
import java.util.Locale;
import java.util.function.Supplier;

/** Phrases for broken rules, without the value that breaks them: {@code must be at least 7}. */
final class RulePhrases implements MessageSource {

    @Override
    public String getMessage(String key, Supplier<String> otherwise, Locale locale, Object... arguments) {
        return switch (key) {
            case "minLength" -> "must have at least " + ValueWording.count(first(arguments), "character");
            case "maxLength" -> "must have at most " + ValueWording.count(first(arguments), "character");
            case "minItems" -> "must have at least " + ValueWording.count(first(arguments), "element");
            case "maxItems" -> "must have at most " + ValueWording.count(first(arguments), "element");
            case "minProperties" -> "must have at least " + ValueWording.count(first(arguments), "entry");
            case "maxProperties" -> "must have at most " + ValueWording.count(first(arguments), "entry");
            case "minimum" -> "must be at least " + first(arguments);
            case "maximum" -> "must be at most " + first(arguments);
            case "exclusiveMinimum" -> "must be more than " + first(arguments);
            case "exclusiveMaximum" -> "must be less than " + first(arguments);
            case "multipleOf" -> "must be a multiple of " + first(arguments);
            case "pattern" -> "must match `" + first(arguments) + "`";
            case "uniqueItems" -> "holds the same element twice";
            case "contains" -> "lacks an element that it must have";
            case "oneOf.indexes" -> "fits several forms that exclude each other";
            case "propertyNames" -> arguments[1].toString();
            case "not" -> "must not have this form";
            default -> "is not allowed here";
        };
    }

    private static String first(Object... arguments) {
        return arguments[0].toString();
    }
}
