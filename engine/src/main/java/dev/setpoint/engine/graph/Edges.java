package dev.setpoint.engine.graph;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.graph.Graph.Reason;
import dev.setpoint.engine.schema.Requirement;
import dev.setpoint.engine.stack.InnermostFirst;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what each resource and data source of a stack directly depends on. */
final class Edges {

    /** One node of the stack. */
    record Node(Address address, Term properties, List<Address> dependsOn, List<When> conditions, Span span) {}

    private record Pair(Address from, Address to) {}

    private final Stack stack;
    private final Map<Address, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Map<Address, Reference>> locals = new HashMap<>();
    private final Map<Address, Map<Address, Reason>> edges = new LinkedHashMap<>();
    private final Map<Pair, Span> required = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    Edges(Stack stack) {
        this.stack = stack;
        var all = new ArrayList<Node>();
        stack.data()
                .values()
                .forEach(block -> all.add(new Node(
                        block.address(), block.properties(), block.dependsOn(), block.conditions(), block.span())));
        stack.resources()
                .values()
                .forEach(block -> all.add(new Node(
                        block.address(), block.properties(), block.dependsOn(), block.conditions(), block.span())));
        all.sort(Comparator.comparingInt((Node node) -> node.span().line())
                .thenComparingInt(node -> node.span().column()));
        all.forEach(node -> nodes.put(node.address(), node));
        stack.locals().keySet().forEach(this::follow);
        nodes.values().forEach(node -> edges.put(node.address(), direct(node)));
        requirements();
    }

    /** Finds the nodes that a local reads, after those of all locals that it uses. */
    private void follow(String local) {
        if (!locals.containsKey(local)) {
            new InnermostFirst<>(this::needed, name -> locals.put(name, reads(references(name)))).from(local);
        }
    }

    private Set<Reference> references(String local) {
        return Optional.ofNullable(stack.locals().get(local))
                .map(Term::references)
                .orElse(Set.of());
    }

    private Collection<String> needed(String local) {
        return references(local).stream()
                .filter(reference -> reference.root() == Reference.Root.LOCAL)
                .map(Reference::name)
                .filter(name -> !locals.containsKey(name))
                .toList();
    }

    Map<Address, Node> nodes() {
        return nodes;
    }

    Map<Address, Map<Address, Reason>> edges() {
        return edges;
    }

    List<Diagnostic> problems() {
        return problems;
    }

    private Map<Address, Reason> direct(Node node) {
        var reasons = new LinkedHashMap<Address, Reason>();
        reads(node.properties().references())
                .forEach((address, reference) -> reasons.put(address, new Reason.Referenced(reference.toString())));
        reads(When.references(node.conditions()))
                .forEach((address, reference) ->
                        reasons.putIfAbsent(address, new Reason.Referenced(reference.toString())));
        stack.resource(node.address())
                .ifPresent(block -> block.lifecycle()
                        .replaceOnChange()
                        .forEach(reference -> reference
                                .node()
                                .filter(nodes::containsKey)
                                .ifPresent(address ->
                                        reasons.putIfAbsent(address, new Reason.Referenced(reference.toString())))));
        node.dependsOn().stream()
                .filter(nodes::containsKey)
                .forEach(address -> reasons.putIfAbsent(address, new Reason.DependsOn()));
        return reasons;
    }

    /** The nodes that are read, also through locals, each with the reference that reads it. */
    private Map<Address, Reference> reads(Collection<Reference> references) {
        var found = new LinkedHashMap<Address, Reference>();
        for (var reference : references) {
            switch (reference.root()) {
                case RESOURCE, DATA -> reference.node().ifPresent(address -> known(address, reference, found));
                case LOCAL -> locals.getOrDefault(reference.name(), Map.of()).forEach(found::putIfAbsent);
                case INPUT, STACK, EACH -> {}
            }
        }
        return found;
    }

    private void known(Address address, Reference reference, Map<Address, Reference> found) {
        if (nodes.containsKey(address)) {
            found.putIfAbsent(address, reference);
        }
    }

    private void requirements() {
        var resources = stack.resources().values();
        if (resources.stream().allMatch(block -> block.type().requires().isEmpty())) {
            return;
        }
        var values = new StaticValues(stack);
        var requirements = new Requirements(stack, values);
        for (var block : resources) {
            for (var needed : requirements.of(block)) {
                needed.target().ifPresent(target -> require(block, target, needed, values));
            }
        }
    }

    private void require(ResourceBlock block, ResourceBlock target, Requirements.Required needed, StaticValues values) {
        var because = needed.requirement().because();
        var mine = edges.getOrDefault(block.address(), Map.of());
        var theirs = edges.getOrDefault(target.address(), Map.of());
        // A bucket that logs into itself: its policy comes after it and no order can change that.
        if (!target.address().equals(block.address())
                && !theirs.containsKey(block.address())
                && !mine.containsKey(target.address())) {
            mine.put(target.address(), new Reason.Required(because));
            required.put(
                    new Pair(block.address(), target.address()),
                    block.properties().spanAt(needed.path()));
        }
        lacking(needed.requirement(), values.properties(target))
                .ifPresent(wanted -> problems.add(missing(block, target, needed, wanted.getKey(), wanted.getValue())));
    }

    /** Returns the property of the usual set that the object lacks, if it has no other set either. */
    private static Optional<Map.Entry<String, Value>> lacking(Requirement requirement, Value.Map properties) {
        var lacking = requirement.has().stream()
                .map(set -> set.entrySet().stream()
                        .filter(wanted -> properties
                                .get(wanted.getKey())
                                .filter(actual -> agrees(actual.revealedDeep(), wanted.getValue()))
                                .isEmpty())
                        .findFirst())
                .toList();
        return lacking.stream().allMatch(Optional::isPresent) ? lacking.getFirst() : Optional.empty();
    }

    private static boolean agrees(Value actual, Value wanted) {
        if (actual instanceof Value.Map has && wanted instanceof Value.Map(var entries)) {
            return entries.entrySet().stream()
                    .allMatch(entry -> has.get(entry.getKey())
                            .filter(value -> agrees(value, entry.getValue()))
                            .isPresent());
        }
        return !actual.isKnown() || actual.equals(wanted);
    }

    private static Diagnostic missing(
            ResourceBlock block, ResourceBlock target, Requirements.Required required, String property, Value wanted) {
        var sentence = "`%s` needs `%s: %s` on `%s`: %s"
                .formatted(
                        block.address(),
                        property,
                        wanted instanceof Value.Str(var text) ? text : Json.compact(wanted),
                        target.address(),
                        required.requirement().because());
        return Diagnostic.error("SP0402", block.properties().spanAt(required.path()), sentence)
                .related("it names this resource", target.properties().spanAt(PropertyPath.of(property)));
    }

    /** The place in the spec that makes the first node depend on the second. */
    Span place(Address from, Address to) {
        return Optional.ofNullable(nodes.get(from))
                .flatMap(node -> place(node.properties(), to)
                        .or(() -> node.conditions().stream()
                                .filter(when -> reads(List.of(when.reference())).containsKey(to))
                                .map(When::span)
                                .findFirst())
                        .or(() -> Optional.ofNullable(required.get(new Pair(from, to))))
                        .or(() -> Optional.of(node.span())))
                .orElseThrow();
    }

    private Optional<Span> place(Term term, Address to) {
        return switch (term) {
            case Term.Literal _ -> Optional.empty();
            case Term.Computed(var template, var span, var _) ->
                reads(template.references()).containsKey(to) ? Optional.of(span) : Optional.empty();
            case Term.ListTerm(var items, var _) ->
                items.stream().flatMap(item -> place(item, to).stream()).findFirst();
            case Term.MapTerm(var entries, var _) ->
                entries.values().stream()
                        .flatMap(item -> place(item, to).stream())
                        .findFirst();
        };
    }
}
