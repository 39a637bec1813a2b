package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A plain check of one member of a request: required, one of a set, length, pattern, range or size.
 *
 * @param member its path: {@code rule.defaultRetention.mode}
 * @param passes tests the member; a missing one is empty
 * @param refusal gets the member's value as its text
 */
public record Check(String member, Predicate<Optional<Value>> passes, Refusal refusal) {

    /** Refuses a request without the member. */
    public static Check required(String member, Refusal refusal) {
        return new Check(member, Optional::isPresent, refusal);
    }

    /** Refuses a text that is missing or is none of those allowed. */
    public static Check oneOf(String member, Collection<String> allowed, Refusal refusal) {
        return new Check(member, value -> allowed.contains(text(value)), refusal);
    }

    /** Refuses a text that does not match the whole pattern; a missing one counts as empty. */
    public static Check matches(String member, Pattern pattern, Refusal refusal) {
        return new Check(member, value -> pattern.matcher(text(value)).matches(), refusal);
    }

    /** Refuses a text that is too short or too long; a missing one counts as empty. */
    public static Check length(String member, int least, int most, Refusal refusal) {
        return new Check(member, value -> isBetween(text(value).length(), least, most), refusal);
    }

    /** Refuses a whole number that is missing or out of range. */
    public static Check range(String member, int least, int most, Refusal refusal) {
        return new Check(member, value -> isBetween(number(value), least, most), refusal);
    }

    /** Refuses a list or map that is too short or too long; a missing one counts as empty. */
    public static Check size(String member, int least, int most, Refusal refusal) {
        return new Check(member, value -> isBetween(size(value), least, most), refusal);
    }

    /** Refuses a request that has the member, a list only if it has items. */
    public static Check absent(String member, Refusal refusal) {
        return new Check(member, value -> value.orElse(Value.List.EMPTY).equals(Value.List.EMPTY), refusal);
    }

    /** Returns the same check, which a missing member passes. */
    public Check whenPresent() {
        return new Check(member, value -> value.isEmpty() || passes.test(value), refusal);
    }

    /** Runs checks in their order: the first that fails is the service's answer. */
    public static void all(List<Check> checks, Value.Map request) {
        checks.forEach(check -> check.run(request));
    }

    /** Runs checks on the members of a request. */
    public static void all(List<Check> checks, SdkPojo request) {
        all(checks, Shapes.value(request));
    }

    private void run(Value.Map request) {
        var value = at(request, member);
        if (!passes.test(value)) {
            throw refusal.exception(text(value));
        }
    }

    private static Optional<Value> at(Value.Map request, String path) {
        var dot = path.indexOf('.');
        return dot < 0 ? request.get(path) : at(request.map(path.substring(0, dot)), path.substring(dot + 1));
    }

    private static String text(Optional<Value> value) {
        return switch (value.orElse(Value.Null.VALUE)) {
            case Value.Str(var text) -> text;
            case Value.Num(var number) -> number.toPlainString();
            case Value.Bool(var flag) -> Boolean.toString(flag);
            case Value.Null _, Value.List _, Value.Map _, Value.Unknown _, Value.Secret _, Value.Redacted _ -> "";
        };
    }

    private static int size(Optional<Value> value) {
        return switch (value.orElse(Value.Null.VALUE)) {
            case Value.List(var items) -> items.size();
            case Value.Map(var entries) -> entries.size();
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> 0;
            case Value.Unknown _, Value.Secret _, Value.Redacted _ -> 0;
        };
    }

    private static long number(Optional<Value> value) {
        return value.orElse(Value.Null.VALUE) instanceof Value.Num(var number) ? number.longValue() : Long.MIN_VALUE;
    }

    private static boolean isBetween(long number, long least, long most) {
        return number >= least && number <= most;
    }
}
