package dev.setpoint.provider.aws.access;

import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.PermissionRequest;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code x-arns} of a type: on what its actions must be allowed. What is not known yet is {@code *}. */
public final class Arns {

    public static final String PROVIDER = "aws";

    private static final String ANY = "*";
    private static final String PASS_ROLE = "iam:PassRole";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z.]+)}");

    private final Value.Map schema;
    private final List<ObjectReference> passed;
    private final String partition;
    private final Optional<String> region;
    private final Optional<String> account;
    private final Optional<String> identity;
    private final Value.Map properties;

    private Arns(
            TypeSchema type, String region, Optional<Realm> realm, Optional<String> identity, Value.Map properties) {
        this.schema = type.source();
        this.passed = type.references().stream()
                .filter(reference -> reference.assumableBy().isPresent())
                .toList();
        this.partition = Partitions.of(region).id();
        this.region = Optional.of(region);
        this.account = realm.map(Realm::account);
        this.identity = identity;
        this.properties = properties;
    }

    /** @param region the provider's */
    public static List<Grant> grants(PermissionRequest need, String region) {
        var arns =
                new Arns(need.type(), region, need.realm(), need.identity().map(id -> id.value()), need.properties());
        return need.actions().stream()
                .flatMap(action -> arns.objects(action).stream()
                        .map(arn -> new Grant(PROVIDER, action, arn, arns.condition(action))))
                .toList();
    }

    /** The ARN of an object that is yet to be made; empty where something of it is not known, or it has none. */
    public static Optional<String> foreseen(
            TypeSchema type, Value.Map properties, Optional<Realm> realm, String region) {
        var arns = new Arns(type, region, realm, Optional.empty(), properties);
        return arns.templates(ANY).stream()
                .map(arns::expand)
                .filter(arn -> !arn.contains(ANY))
                .findFirst();
    }

    private List<String> objects(String action) {
        var objects = templates(action).stream().map(this::expand).distinct().toList();
        return objects.isEmpty() ? List.of(ANY) : objects;
    }

    private List<String> templates(String action) {
        var all = schema.map("x-arns");
        if (action.equals(PASS_ROLE) && !all.has(action)) {
            return passed.stream()
                    .map(reference -> "{" + reference.path() + "}")
                    .toList();
        }
        var texts = new ArrayList<String>();
        for (var template : all.has(action) ? all.list(action) : all.list(ANY)) {
            if (template instanceof Value.Str(var text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The condition that the schema has for an action; a role is passed to the service that assumes it. */
    private Value.Map condition(String action) {
        var written = schema.map("x-conditions");
        return written.has(action) || !action.equals(PASS_ROLE)
                ? written.map(action)
                : passed.stream()
                        .flatMap(reference -> reference.assumableBy().stream())
                        .findFirst()
                        .map(service -> Value.Map.EMPTY.with(
                                "StringEquals", Value.Map.EMPTY.with("iam:PassedToService", Value.of(service))))
                        .orElse(Value.Map.EMPTY);
    }

    private String expand(String template) {
        var expanded = new StringBuilder();
        var placeholders = PLACEHOLDER.matcher(template);
        while (placeholders.find()) {
            var value = value(placeholders.group(1));
            if (value.filter(text -> text.startsWith("arn:")).isPresent()) {
                return value.get();
            }
            placeholders.appendReplacement(expanded, Matcher.quoteReplacement(value.orElse(ANY)));
        }
        placeholders.appendTail(expanded);
        return expanded.toString();
    }

    private Optional<String> value(String name) {
        return switch (name) {
            case "partition" -> Optional.of(partition);
            case "region" -> region;
            case "account" -> account;
            case "id" -> identity;
            default -> property(name);
        };
    }

    private Optional<String> property(String path) {
        var here = properties;
        var names = path.split("\\.", -1);
        for (var i = 0; i < names.length - 1; i++) {
            here = here.map(names[i]);
        }
        return here.string(names[names.length - 1]);
    }
}
