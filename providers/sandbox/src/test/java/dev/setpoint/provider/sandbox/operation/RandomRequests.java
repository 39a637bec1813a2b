package dev.setpoint.provider.sandbox.operation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Requests whose members have values of the right type, but of any content. */
final class RandomRequests {

    private static final int DEEPEST = 6;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "thing",
            "things",
            "alias/thing",
            "true",
            "-1",
            "{}",
            "[]",
            "{\"a\":[{\"b\":null}]}",
            "null",
            "\"",
            "arn:aws:s3:::things",
            "arn:aws:iam::123456789012:role/thing",
            "arn:aws:sns:us-east-1:123456789012:thing",
            "arn:aws:kms:us-east-1:123456789012:alias/thing",
            "arn:::::",
            "*",
            "/",
            "https://example.com/",
            "2026-01-01T00:00:00Z",
            "ENABLED",
            "\u00e9\u0000",
            "x".repeat(3000));

    private final Random random;

    RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a request without members. */
    static SdkPojo empty(ClientOperation operation) {
        return (SdkPojo) builder(operation).build();
    }

    /** Returns the names of the members of a request. */
    static List<String> members(ClientOperation operation) {
        return ((SdkPojo) builder(operation))
                .sdkFields().stream().map(SdkField::memberName).toList();
    }

    /** Returns a request with all members but one. */
    SdkPojo without(ClientOperation operation, String member) {
        return request(operation, name -> !name.equals(member));
    }

    /** Returns a request with some members. */
    SdkPojo some(ClientOperation operation) {
        return request(operation, _ -> random.nextInt(4) > 0);
    }

    private SdkPojo request(ClientOperation operation, Predicate<String> has) {
        var builder = builder(operation);
        for (var field : ((SdkPojo) builder).sdkFields()) {
            if (has.test(field.memberName())) {
                field.set(builder, value(field, field.memberName(), 0));
            }
        }
        return (SdkPojo) builder.build();
    }

    private static SdkBuilder<?, ?> builder(ClientOperation operation) {
        var type = operation.method().getParameterTypes()[0];
        try {
            return (SdkBuilder<?, ?>) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's " + type.getName() + " cannot be built.", e);
        }
    }

    private Object value(SdkField<?> field, String member, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(member);
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> number();
            case LONG -> (long) number();
            case SHORT -> (short) number();
            case DOUBLE -> (double) number();
            case FLOAT -> (float) number();
            case BIG_DECIMAL -> BigDecimal.valueOf(number());
            case INSTANT -> Instant.ofEpochSecond(random.nextInt());
            case SDK_BYTES -> SdkBytes.fromUtf8String("x");
            case DOCUMENT -> Document.fromString("x");
            case LIST -> list(field, member, depth);
            case MAP -> map(field, member, depth);
            case SDK_POJO -> nested(field, depth);
            default -> throw new IllegalArgumentException(member + " is of another type.");
        };
    }

    /** Returns a text that fits the member's name, so that requests get beyond the first check, or any other. */
    private String text(String member) {
        var fitting = Plausible.texts(member);
        return fitting.isEmpty() || random.nextInt(5) == 0
                ? TEXTS.get(random.nextInt(TEXTS.size()))
                : fitting.get(random.nextInt(fitting.size()));
    }

    private int number() {
        return random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(40) - 2;
    }

    private List<Object> list(SdkField<?> field, String member, int depth) {
        var element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var items = new ArrayList<Object>();
        for (var i = depth > DEEPEST ? 0 : random.nextInt(3); i > 0; i--) {
            items.add(value(element, member, depth + 1));
        }
        return items;
    }

    private Map<String, Object> map(SdkField<?> field, String member, int depth) {
        var element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        var entries = new LinkedHashMap<String, Object>();
        for (var i = depth > DEEPEST ? 0 : random.nextInt(3); i > 0; i--) {
            entries.put(TEXTS.get(random.nextInt(TEXTS.size())), value(element, member, depth + 1));
        }
        return entries;
    }

    private Object nested(SdkField<?> field, int depth) {
        var builder = field.constructor().get();
        for (var member : builder.sdkFields()) {
            if (depth < DEEPEST && random.nextInt(4) > 0) {
                member.set(builder, value(member, member.memberName(), depth + 1));
            }
        }
        return ((Buildable) builder).build();
    }
}
