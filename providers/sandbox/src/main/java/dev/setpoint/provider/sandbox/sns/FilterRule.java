package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of filter policies: a value that must be equal, or one operator. */
final class FilterRule {

    private static final String ANYTHING_BUT = "anything-but";
    private static final String EXISTS = "exists";
    private static final String NUMERIC = "numeric";
    private static final String CIDR = "cidr";
    private static final Set<String> TEXTUAL = Set.of("prefix", "suffix", "equals-ignore-case", "wildcard");
    private static final Set<String> COMPARISONS = Set.of("<", "<=", "=", ">", ">=");
    private static final Set<String> LOWER = Set.of(">", ">=");
    private static final Set<String> UPPER = Set.of("<", "<=");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?=\\d)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:]{2,39}(\\.\\d{1,3}){0,3}");

    private FilterRule() {}

    static boolean isOperator(String key) {
        return Set.of(ANYTHING_BUT, EXISTS, NUMERIC, CIDR).contains(key) || TEXTUAL.contains(key);
    }

    static void check(Value rule) {
        switch (rule) {
            case Value.Null _, Value.Str _, Value.Bool _, Value.Num _ -> {}
            case Value.Map(var entries)
            when entries.size() != 1 -> throw FilterPolicy.refused("Only one key allowed in match expression");
            case Value.Map(var entries) -> entries.forEach((operator, operand) -> checkOperator(operator, operand));
            default -> throw FilterPolicy.refused("Match value must be String, number, true, false, or null");
        }
    }

    private static void checkOperator(String operator, Value operand) {
        switch (operator) {
            case ANYTHING_BUT -> checkAnythingBut(operand);
            case EXISTS -> require(operand instanceof Value.Bool, "exists match pattern must be either true or false.");
            case NUMERIC -> checkNumeric(operand);
            case CIDR -> checkCidr(text("prefix", operand));
            default -> {
                require(TEXTUAL.contains(operator), "Unrecognized match type " + operator);
                text(operator, operand);
            }
        }
    }

    private static String text(String operator, Value operand) {
        if (operand instanceof Value.Str(var text)) {
            return text;
        }
        throw FilterPolicy.refused(operator + " match pattern must be a string");
    }

    private static void checkAnythingBut(Value operand) {
        switch (operand) {
            case Value.Str _, Value.Num _ -> {}
            case Value.List(var items) -> {
                require(!items.isEmpty(), "Empty arrays are not allowed");
                require(
                        items.stream().allMatch(item -> item instanceof Value.Str || item instanceof Value.Num),
                        "Inside anything but list, only strings and numbers are supported.");
            }
            case Value.Map(var entries) -> {
                require(entries.size() == 1, "Only one key allowed in match expression");
                entries.forEach((operator, nested) -> {
                    require(TEXTUAL.contains(operator), "Unsupported anything-but pattern: " + operator);
                    if (nested instanceof Value.List(var texts) && !texts.isEmpty()) {
                        texts.forEach(text -> text(operator, text));
                    } else {
                        text(operator, nested);
                    }
                });
            }
            default ->
                throw FilterPolicy.refused("Value of anything-but must be an array or single string/number value.");
        }
    }

    private static void checkNumeric(Value operand) {
        if (!(operand instanceof Value.List(var items))) {
            throw FilterPolicy.refused("Value of numeric must be an array.");
        }
        var rest = new ArrayDeque<>(items);
        var first = comparison(rest, COMPARISONS);
        var bottom = number(rest, first);
        if (rest.isEmpty()) {
            return;
        }
        require(LOWER.contains(first), "Too many elements in numeric expression");
        var second = comparison(rest, UPPER);
        var top = number(rest, second);
        require(bottom.compareTo(top) < 0, "Bottom must be less than top");
        require(rest.isEmpty(), "Too many terms in numeric range");
    }

    private static String comparison(Deque<Value> rest, Set<String> allowed) {
        if (!rest.isEmpty() && rest.removeFirst() instanceof Value.Str(var operator) && allowed.contains(operator)) {
            return operator;
        }
        throw FilterPolicy.refused("Unrecognized numeric range operator");
    }

    private static BigDecimal number(Deque<Value> rest, String operator) {
        if (!rest.isEmpty() && rest.removeFirst() instanceof Value.Num(var number)) {
            return number;
        }
        throw FilterPolicy.refused("Value of " + operator + " must be numeric");
    }

    private static void checkCidr(String text) {
        var parts = List.of(text.split("/", -1));
        require(parts.size() == 2, "Malformed CIDR, one '/' required");
        require(parts.getLast().matches("\\d{1,3}"), "Malformed CIDR, mask bits must be an integer");
        var address = parts.getFirst();
        var v4 = IPV4.matcher(address).matches();
        require(v4 || IPV6.matcher(address).matches(), "Nonstandard IP address: " + address);
        require(
                Integer.parseInt(parts.getLast()) <= (v4 ? 32 : 128),
                "Malformed CIDR, mask bits must be less than " + (v4 ? 32 : 128));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw FilterPolicy.refused(otherwise);
        }
    }
}
