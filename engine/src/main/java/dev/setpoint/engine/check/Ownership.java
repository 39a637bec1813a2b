package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.equality.ArnOrName;
import dev.setpoint.engine.equality.ObjectKey;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Holding;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SameObject;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One object has one address: no two resources have the same identity ({@code x-identity}), and where one manages all
 * parts of an object ({@code x-ownsAll}), no other manages one of them.
 */
final class Ownership {

    /** Objects of a type of which one resource manages the whole: the values of their properties. */
    private record Whole(TypeName type, Map<String, Value> where) {}

    private record Holder(ResourceBlock block, Holding holding) {
        Span span() {
            return block.properties().spanAt(PropertyPath.of(holding.property()));
        }
    }

    private final Stack stack;
    private final StaticValues values;
    private final StaticPlaces places;
    private final Problems problems;

    private Ownership(Stack stack, StaticValues values, Problems problems) {
        this.stack = stack;
        this.values = values;
        this.places = new StaticPlaces(stack, values);
        this.problems = problems;
    }

    static void check(Stack stack, StaticValues values, Problems problems) {
        var ownership = new Ownership(stack, values, problems);
        ownership.identities();
        ownership.wholes();
    }

    private void identities() {
        Map<ObjectKey, ResourceBlock> owners = new HashMap<>();
        for (var block : stack.resources().values()) {
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
        var holders = stack.resources().values().stream()
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
                .collect(Collectors.groupingBy(Holding::type, Collectors.mapping(Holding::where, Collectors.toSet())));
        for (var block : stack.resources().values()) {
            relations.getOrDefault(block.type().name(), Set.of()).stream()
                    .flatMap(where -> held(block, where, byWhole).stream())
                    .forEach(holder -> problems.add(besides(block, holder)));
        }
    }

    private Whole whole(Holder holder) {
        var block = holder.block();
        var properties = values.properties(block);
        var where = new HashMap<String, Value>();
        holder.holding()
                .where()
                .forEach((theirs, ours) ->
                        where.put(theirs, plain(properties.get(ours).orElse(Value.Null.VALUE))));
        return new Whole(holder.holding().type(), where);
    }

    /** The resource that manages the whole of what this resource manages a part of. */
    private Optional<Holder> held(ResourceBlock block, Map<String, String> relation, Map<Whole, Holder> holders) {
        var properties = values.properties(block);
        var where = new HashMap<String, Value>();
        relation.forEach((theirs, ours) ->
                where.put(theirs, named(properties.get(theirs).orElse(Value.Null.VALUE), ours)));
        return Optional.ofNullable(holders.get(new Whole(block.type().name(), where)));
    }

    /** An output such as an ARN, not known yet, names its resource as well as the property that is. */
    private Value named(Value value, String property) {
        return value instanceof Value.Unknown(var reference)
                ? Stream.of(reference.lastIndexOf('.'))
                        .filter(dot -> dot > 0)
                        .flatMap(dot -> Address.parse(reference.substring(0, dot))
                                .fold(_ -> Optional.<ResourceBlock>empty(), stack::resource)
                                .stream())
                        .flatMap(block -> values.properties(block).get(property).stream())
                        .findFirst()
                        .map(Ownership::plain)
                        .orElse(value)
                : plain(value);
    }

    /** The output of a resource, such as its ARN, stands for its name where either may be written. */
    private Value direct(ResourceBlock block, String name, Value value) {
        return block.type()
                .properties()
                .attribute(name)
                .filter(attribute -> attribute.shape().equals(new Shape.Text(Equality.ARN_OR_NAME)))
                .map(_ -> named(value, "name"))
                .orElse(value);
    }

    private static Value plain(Value value) {
        return value.revealed() instanceof Value.Str(var text) ? Value.of(ArnOrName.name(text)) : value.revealed();
    }

    private static Diagnostic besides(ResourceBlock block, Holder holder) {
        var property = holder.holding().property();
        return Diagnostic.error(
                        "SP0220",
                        block.span(),
                        "`%s` manages a part of `%s`, whose `%s` says all there are; only one resource can."
                                .formatted(block.address(), holder.block().address(), property))
                .related("`" + property + "` of `" + holder.block().address() + "` manages it already", holder.span())
                .hint("Put it into `%s`, or leave `%s` out of `%s` and give each a resource of its own."
                        .formatted(property, property, holder.block().address()));
    }
}
