package dev.setpoint.engine.expression.function;

import java.util.regex.Pattern;

/**
 * A function or macro that an expression may call.
 *
 * @param name as it is called, with its space if it has one: {@code json.encode}
 * @param signature for people; {@code x.f(…)} for one that is called on a value, {@code T?} for what may be absent
 * @param description one sentence
 * @param example an expression that calls it and reads nothing of a stack
 * @param result of the example, as JSON; null when it is absent
 * @param own false for one that CEL has
 */
public record LanguageFunction(
        FunctionGroup group,
        String name,
        String signature,
        String description,
        String example,
        String result,
        boolean own) {

    /** The name in a signature: {@code x.trim(}, {@code json.encode(}. */
    private static final Pattern NAME = Pattern.compile("(?:[a-z]\\.)?([A-Za-z0-9_.]+)\\(.*");

    /** A function that Setpoint adds. */
    static LanguageFunction own(
            FunctionGroup group, String signature, String description, String example, String result) {
        return new LanguageFunction(group, name(signature), signature, description, example, result, true);
    }

    /** A function or macro of CEL. */
    static LanguageFunction standard(
            FunctionGroup group, String signature, String description, String example, String result) {
        return new LanguageFunction(group, name(signature), signature, description, example, result, false);
    }

    private static String name(String signature) {
        var name = NAME.matcher(signature);
        if (!name.matches()) {
            throw new IllegalArgumentException("No signature: " + signature);
        }
        return name.group(1);
    }

    /** Tells whether it is called on a value: {@code x.trim()}. */
    public boolean isMember() {
        return !signature.startsWith(name + "(");
    }
}
