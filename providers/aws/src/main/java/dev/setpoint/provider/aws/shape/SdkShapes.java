package dev.setpoint.provider.aws.shape;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.BOOLEAN;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.LIST;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.MAP;
import static software.amazon.awssdk.core.protocol.MarshallingKnownType.SDK_POJO;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The SDK's generated shapes to {@link Value} and back, by the field tables the SDK itself marshals with.
 *
 * <p>AWS's member {@code KMSMasterKeyID} is our {@code kmsMasterKeyID}, or whatever name a renaming gives it, at
 * every depth. Enum values stay as AWS spells them; instants are ISO 8601 texts in UTC; bytes are Base64. A
 * member that is not set is missing from the map; an empty list that was set is an empty list. Immutable; safe
 * for use by many threads.
 */
public final class SdkShapes {

    /** Shapes with AWS's own names, first letters in lower case. */
    public static final SdkShapes PLAIN = new SdkShapes(Map.of(), Map.of());

    /** The SDK's field tables by class, read once: they are constants of the generated classes. */
    private static final Map<Class<?>, Members> MEMBERS = new ConcurrentHashMap<>();

    private final Map<String, String> ourNames;
    private final Map<String, String> plainNames;

    private SdkShapes(Map<String, String> ourNames, Map<String, String> plainNames) {
        this.ourNames = ourNames;
        this.plainNames = plainNames;
    }

    /** @param names our property → AWS's member as AWS spells it: {@code kmsKey} → {@code KMSMasterKeyID} */
    public static SdkShapes renaming(Map<String, String> names) {
        var plain = names.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> propertyName(entry.getValue())));
        var ours = plain.entrySet().stream().collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
        return new SdkShapes(ours, plain);
    }

    /**
     * AWS's member name as a property name: a leading run of capitals in lower case, but for the one that
     * begins the next word. {@code ID} → {@code id}, {@code SSEAlgorithm} → {@code sseAlgorithm}, {@code ETag} →
     * {@code eTag}.
     */
    public static String propertyName(String member) {
        var run = 0;
        while (run < member.length() && Character.isUpperCase(member.charAt(run))) {
            run++;
        }
        var beginsWord = run > 1 && run < member.length() && Character.isLowerCase(member.charAt(run));
        var lowered = beginsWord ? run - 1 : run;
        var text = new StringBuilder(member);
        for (var i = 0; i < lowered; i++) {
            text.setCharAt(i, Character.toLowerCase(member.charAt(i)));
        }
        return text.toString();
    }

    /** Every member that is set, in AWS's order. Also reads builders, requests and responses. */
    public Value.Map toValue(SdkPojo shape) {
        var entries = new LinkedHashMap<String, Value>();
        for (var member : members(shape).all()) {
            toValue(member.field(), member.field().getValueOrDefault(shape))
                    .ifPresent(value -> entries.put(ourNames.getOrDefault(member.name(), member.name()), value));
        }
        return new Value.Map(entries);
    }

    private Optional<Value> toValue(SdkField<?> field, @Nullable Object raw) {
        return Optional.ofNullable(
                switch (raw) {
                    case null -> null;
                    case SdkAutoConstructList<?> _ -> null;
                    case SdkAutoConstructMap<?, ?> _ -> null;
                    case String text -> Value.of(text);
                    case Boolean flag -> Value.of(flag);
                    case BigDecimal number -> new Value.Num(number);
                    case Number number -> new Value.Num(new BigDecimal(number.toString()));
                    case Instant instant -> Value.of(instant.toString());
                    case SdkBytes bytes -> Value.of(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
                    case SdkPojo nested -> toValue(nested);
                    case List<?> items -> list(field, items);
                    case Map<?, ?> map -> map(field, map);
                    default ->
                        throw new IllegalArgumentException("The SDK gave a %s for %s."
                                .formatted(raw.getClass().getName(), field.memberName()));
                });
    }

    private Value list(SdkField<?> field, List<?> items) {
        var element = element(field);
        var values = new ArrayList<Value>(items.size());
        items.forEach(item -> toValue(element, item).ifPresent(values::add));
        return new Value.List(values);
    }

    private Value map(SdkField<?> field, Map<?, ?> map) {
        var element = valueOf(field);
        var values = new LinkedHashMap<String, Value>();
        map.forEach((name, item) -> toValue(element, item).ifPresent(value -> values.put(String.valueOf(name), value)));
        return new Value.Map(values);
    }

    /**
     * Builds the shape from a map.
     *
     * @throws ProviderException of kind INVALID, about the property, when the shape has no such member or the value is of another type
     */
    public <T, B extends SdkPojo & SdkBuilder<B, T>> T build(B builder, Value.Map value) {
        return fill(builder, value).build();
    }

    /** Sets the builder's members from a map and leaves the others as they are; throws as {@link #build}. */
    public <B extends SdkPojo> B fill(B builder, Value.Map value) {
        set(builder, value, PropertyPath.ROOT);
        return builder;
    }

    /** Sets the builder's members from those properties of a map that it has; the others belong to other requests. */
    public <B extends SdkPojo> B take(B builder, Value.Map value) {
        var members = members(builder).byName();
        var taken = new LinkedHashMap<>(value.entries());
        taken.keySet().removeIf(name -> !members.containsKey(plainNames.getOrDefault(name, name)));
        return fill(builder, new Value.Map(taken));
    }

    private void set(SdkPojo builder, Value.Map value, PropertyPath path) {
        var members = members(builder);
        value.entries().forEach((name, item) -> {
            var here = path.name(name);
            var member = Optional.ofNullable(members.byName().get(plainNames.getOrDefault(name, name)))
                    .orElseThrow(() -> invalid(here, "AWS has no such property"));
            if (!(item instanceof Value.Null)) {
                member.field().set(builder, fromValue(member.field(), item.revealed(), here));
            }
        });
    }

    private Object fromValue(SdkField<?> field, Value value, PropertyPath path) {
        var type = field.marshallingType().getKnownType();
        Optional<Object> converted = switch (value) {
            case Value.Str(var text) -> fromText(type, text);
            case Value.Num(var number) -> fromNumber(type, number);
            case Value.Bool(var flag) when type == BOOLEAN -> Optional.of(flag);
            case Value.List(var items) when type == LIST -> Optional.of(items(element(field), items, path));
            case Value.Map map when type == SDK_POJO -> Optional.of(nested(field, map, path));
            case Value.Map map when type == MAP -> Optional.of(entries(valueOf(field), map, path));
            case Value _ -> Optional.empty();
        };
        return converted.orElseThrow(() -> invalid(path, "AWS wants a value of type %s here".formatted(type)));
    }

    /** A date alone is its midnight in UTC, as S3 lifecycle rules want. */
    private static Optional<Object> fromText(MarshallingKnownType type, String text) {
        try {
            return switch (type) {
                case STRING -> Optional.of(text);
                case INSTANT ->
                    Optional.of(
                            text.contains("T")
                                    ? Instant.parse(text)
                                    : LocalDate.parse(text)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant());
                case SDK_BYTES ->
                    Optional.of(SdkBytes.fromByteArray(Base64.getDecoder().decode(text)));
                default -> Optional.empty();
            };
        } catch (DateTimeParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Object> fromNumber(MarshallingKnownType type, BigDecimal number) {
        try {
            return switch (type) {
                case SHORT -> Optional.of(number.shortValueExact());
                case INTEGER -> Optional.of(number.intValueExact());
                case LONG -> Optional.of(number.longValueExact());
                case FLOAT -> Optional.of(number.floatValue());
                case DOUBLE -> Optional.of(number.doubleValue());
                case BIG_DECIMAL -> Optional.of(number);
                default -> Optional.empty();
            };
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private Object nested(SdkField<?> field, Value.Map map, PropertyPath path) {
        var builder = field.constructor().get();
        set(builder, map, path);
        return ((Buildable) builder).build();
    }

    private List<Object> items(SdkField<?> element, List<Value> items, PropertyPath path) {
        var list = new ArrayList<Object>(items.size());
        for (var i = 0; i < items.size(); i++) {
            list.add(fromValue(element, items.get(i).revealed(), path.index(i)));
        }
        return list;
    }

    private Map<String, Object> entries(SdkField<?> element, Value.Map map, PropertyPath path) {
        var result = new LinkedHashMap<String, Object>();
        map.entries().forEach((name, item) -> result.put(name, fromValue(element, item.revealed(), path.name(name))));
        return result;
    }

    private static SdkField<?> element(SdkField<?> list) {
        return list.getRequiredTrait(ListTrait.class).memberFieldInfo();
    }

    private static SdkField<?> valueOf(SdkField<?> map) {
        return map.getRequiredTrait(MapTrait.class).valueFieldInfo();
    }

    private static ProviderException invalid(PropertyPath path, String problem) {
        return ProviderException.of(
                        ProviderException.Kind.INVALID, "InvalidProperty", "`%s`: %s.".formatted(path, problem))
                .about(path.toString());
    }

    private static Members members(SdkPojo shape) {
        return MEMBERS.computeIfAbsent(shape.getClass(), _ -> Members.of(shape.sdkFields()));
    }

    private record Member(String name, SdkField<?> field) {}

    private record Members(List<Member> all, Map<String, Member> byName) {
        static Members of(List<SdkField<?>> fields) {
            var all = fields.stream()
                    .map(field -> new Member(propertyName(field.memberName()), field))
                    .toList();
            return new Members(all, all.stream().collect(toUnmodifiableMap(Member::name, member -> member)));
        }
    }
}
