package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Members of requests from plain values, by AWS's own names. A map or list given for a text is its JSON. */
final class RequestMembers {

    private RequestMembers() {}

    static void set(SdkPojo builder, Map<String, Object> members) {
        members.forEach((name, value) -> {
            var field = builder.sdkFields().stream()
                    .filter(candidate -> candidate.memberName().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(builder.getClass().getName() + " has no " + name));
            field.set(builder, converted(field, value));
        });
    }

    private static Object converted(SdkField<?> field, Object value) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING ->
                value instanceof Map || value instanceof List ? Json.compact(Plain.value(value)) : text(value);
            case BOOLEAN -> Boolean.valueOf(text(value));
            case INTEGER -> Integer.valueOf(text(value));
            case LONG -> Long.valueOf(text(value));
            case DOUBLE -> Double.valueOf(text(value));
            case FLOAT -> Float.valueOf(text(value));
            case INSTANT -> instant(value);
            case SDK_BYTES -> SdkBytes.fromUtf8String(text(value));
            case LIST -> list(field, (List<?>) value);
            case MAP -> map(field, (Map<?, ?>) value);
            case SDK_POJO -> nested(field, (Map<?, ?>) value);
            default -> throw new IllegalArgumentException("A " + field.marshallingType() + " cannot be given.");
        };
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /** Returns a time that is given as a text, or in seconds. */
    private static Instant instant(Object value) {
        return value instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.parse(text(value));
    }

    private static List<Object> list(SdkField<?> field, List<?> items) {
        var element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        return items.stream().map(item -> converted(element, item)).toList();
    }

    private static Map<String, Object> map(SdkField<?> field, Map<?, ?> entries) {
        var element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        var map = new LinkedHashMap<String, Object>();
        entries.forEach((name, item) -> map.put(text(name), converted(element, item)));
        return map;
    }

    private static Object nested(SdkField<?> field, Map<?, ?> members) {
        var builder = field.constructor().get();
        var named = new LinkedHashMap<String, Object>();
        members.forEach((name, item) -> named.put(text(name), item));
        set(builder, named);
        return ((Buildable) builder).build();
    }
}
