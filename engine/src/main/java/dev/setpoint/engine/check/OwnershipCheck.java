package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Holding;
import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SameObject;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that one object has one address: no two resources have the same identity ({@code x-identity}), and if one
 * resource manages all parts of an object ({@code x-ownsAll}), no other resource manages one of them.
 */
final class OwnershipCheck {

    /** Properties of a part that must equal properties of the whole, and the equality that compares them. */
    private record Relation(Map<String, String> where, Equality equality) {}

    /** Objects of a type that one resource manages as a whole, described by the values of their properties. */
    private record Whole(TypeName type, Map<String, Value> where) {}

    private record Holder(ResourceBlock block, Holding holding) {
        Span span() {
            return block.properties().spanAt(PropertyPath.of(holding.property()));
        }
    }

    private final Stack stack;
    private final StaticValues values;
    private final StaticLocations places;
    private final CheckProblems problems;

    private OwnershipCheck(Stack stack, StaticValues values, CheckProblems problems) {
        this.stack = stack;
        this.values = values;
        this.places = new StaticLocations(new StaticSettings(stack, values));
        this.problems = problems;
    }

    static void check(Stack stack, StaticValues values, CheckProblems problems) {
        var ownership = new OwnershipCheck(stack, values, problems);
        ownership.identities();
        ownership.wholes();
    }

    /** The resources that exist whatever the plan finds: of two others, only one may. */
    private List<ResourceBlock> certain() {
        return stack.resources().values().stream()
                .filter(block -> block.conditions().isEmpty())
                .toList();
    }

    private void identities() {
        Map<ObjectKey, ResourceBlock> owners = new HashMap<>();
        for (var block : certain()) {
            var properties = values.properties(block);
            var place =
                    places.of(block.provider(), block.type().identification().reach());
            ObjectKey.declared(
                            block.type(), place, name -> properties.get(name).map(value -> direct(block, name, value)))
                    .ifPresent(key -> Optional.ofNullable(owners.putIfAbsent(key, block))
                            .ifPresent(earlier -> problems.add(SameObject.twice("SP0220", block, earlier))));
        }
    }

    private void wholes() {
        var holders = certain().stream()
                .flatMap(block -> block.type().holdings().stream()
                        .filter(holding -> values.properties(block).has(holding.property()))
                        .map(holding -> new Holder(block, holding)))
                .toList();
        if (holders.isEmpty()) {
            return;
        }
        var byWhole = new HashMap<Whole, Holder>();
        holders.forEach(holder -> byWhole.putIfAbsent(whole(holder), holder));
        var relations = holders.stream()
                .map(Holder::holding)
                .collect(Collectors.groupingBy(
                        Holding::type,
                        Collectors.mapping(
                                holding -> new Relation(holding.where(), holding.equality()), Collectors.toSet())));
        for (var block : certain()) {
            relations.getOrDefault(block.type().name(), Set.of()).stream()
                    .flatMap(relation -> held(block, relation, byWhole).stream())
                    .forEach(holder -> problems.add(besides(block, holder)));
        }
    }

    private Whole whole(Holder holder) {
        var properties = values.properties(holder.block());
        var holding = holder.holding();
        var where = new HashMap<String, Value>();
        holding.where()
                .forEach((theirs, ours) ->
                        where.put(theirs, plain(properties.get(ours).orElse(Value.Null.VALUE), holding.equality())));
        return new Whole(holding.type(), where);
    }

    /** Finds the resource that manages all of the objects of which this resource manages one. */
    private Optional<Holder> held(ResourceBlock block, Relation relation, Map<Whole, Holder> holders) {
        var properties = values.properties(block);
        var where = new HashMap<String, Value>();
        relation.where()
                .forEach((theirs, ours) -> where.put(
                        theirs,
                        plain(named(properties.get(theirs).orElse(Value.Null.VALUE), ours), relation.equality())));
        return Optional.ofNullable(holders.get(new Whole(block.type().name(), where)));
    }

    /**
     * Returns the property of the resource whose output the value will be, because an unknown ARN identifies a resource
     * as well as a known name. Other values are returned unchanged.
     */
    private Value named(Value value, String property) {
        return owner(value)
                .flatMap(block -> values.properties(block).get(property))
                .orElse(value);
    }

    /** The resource whose output the value will be. */
    private Optional<ResourceBlock> owner(Value value) {
        return value instanceof Value.Unknown(var reference, var _) && reference.lastIndexOf('.') > 0
                ? Address.parse(reference.substring(0, reference.lastIndexOf('.')))
                        .fold(_ -> Optional.<ResourceBlock>empty(), stack::resource)
                : Optional.empty();
    }

    /** Replaces an output of a resource, such as its ARN, by the resource's name, for properties that accept either. */
    private Value direct(ResourceBlock block, String property, Value value) {
        var isOneOfSeveral = block.type()
                .properties()
                .attribute(property)
                .filter(attribute ->
                        attribute.shape() instanceof Shape.Text(var equality) && !equality.equals(CommonEquality.EXACT))
                .isPresent();
        return block.type()
                .reference(PropertyPath.of(property))
                .filter(_ -> isOneOfSeveral)
                .flatMap(reference ->
                        owner(value).filter(owner -> reference.isTo(owner.type().name())))
                .flatMap(owner -> naming(owner.type()))
                .map(name -> named(value, name))
                .orElse(value);
    }

    /** Returns the property that alone identifies an object of the type in the spec, if there is one. */
    private static Optional<String> naming(TypeSchema type) {
        var parts = type.identification().distinguishing();
        return parts.size() == 1 && type.identification().isGivenBySpec(type.properties())
                ? Optional.of(parts.getFirst().property())
                : Optional.empty();
    }

    private static Value plain(Value value, Equality equality) {
        return equality.canonical(value.revealed());
    }

    private static Diagnostic besides(ResourceBlock block, Holder holder) {
        var property = holder.holding().property();
        return Diagnostic.error(
                        "SP0220",
                        block.span(),
                        "`%s` and `%s` manage the same object: `%s` of the second lists all of them."
                                .formatted(block.address(), holder.block().address(), property))
                .related("`" + property + "` of `" + holder.block().address() + "` manages it already", holder.span())
                .hint("Put it into `%s`, or leave `%s` out of `%s` and give each a resource of its own."
                        .formatted(property, property, holder.block().address()));
    }
}
