package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replacements that follow from other changes of the same plan, though no property says so. */
final class Triggers {

    private static final PropertyPath OPTION = PropertyPath.option("replaceOnChange");

    private final Map<Address, Change> planned = new HashMap<>();

    void planned(Change change) {
        switch (change) {
            case Change.Move(var _, var _, var then) -> planned(then);
            case Change.Import(var _, var _, var then) -> planned(then);
            case Change.NoOp _ -> {}
            case Change.Create _,
                    Change.Update _,
                    Change.Replace _,
                    Change.Delete _,
                    Change.Forget _,
                    Change.Refresh _ -> planned.put(change.address(), change);
        }
    }

    boolean isPlanned(Address address) {
        return planned.containsKey(address);
    }

    /**
     * The changes of a resource that exists, with those that force its replacement for others' sake.
     *
     * @param due references of {@code replaceOnChange} for which an earlier run did not get to the replacement
     */
    List<PropertyChange> on(ResourceBlock block, Set<String> due, List<PropertyChange> changes, Value.Map live) {
        if (block.lifecycle().replaceOnChange().isEmpty() && block.type().owns().isEmpty()) {
            return changes;
        }
        var all = new ArrayList<PropertyChange>();
        for (var change : changes) {
            all.add(asked(block, change) ? forcing(change) : change);
        }
        block.lifecycle().replaceOnChange().stream()
                .filter(reference -> due.contains(reference) || changes(reference))
                .forEach(reference -> all.add(because(block, reference)));
        if (all.stream().noneMatch(PropertyChange::forcesReplacement)) {
            block.type().owns().stream()
                    .flatMap(property -> swallowed(block, property, live).stream())
                    .forEach(all::add);
        }
        return all;
    }

    /** Whether {@code replaceOnChange} names the changed property itself. */
    private static boolean asked(ResourceBlock block, PropertyChange change) {
        return block.lifecycle().replaceOnChange().stream()
                .flatMap(text -> path(text).stream())
                .anyMatch(path -> change.path().startsWith(path));
    }

    /** Whether a reference, {@code key.keyId} or {@code key}, will have another value. */
    private boolean changes(String reference) {
        return path(reference)
                .flatMap(path -> path.property()
                        .flatMap(name -> Optional.ofNullable(planned.get(Address.resource(name)))
                                .map(change -> touches(change, rest(path)))))
                .orElse(false);
    }

    private static boolean touches(Change change, PropertyPath path) {
        return change instanceof Change.Update update
                ? update.properties().stream()
                        .anyMatch(property -> property.path().startsWith(path) || path.startsWith(property.path()))
                : change instanceof Change.Replace || change instanceof Change.Create;
    }

    private static PropertyPath rest(PropertyPath path) {
        return new PropertyPath(path.steps().subList(1, path.steps().size()));
    }

    private static Optional<PropertyPath> path(String reference) {
        var bare = reference.startsWith("${") && reference.endsWith("}")
                ? reference.substring(2, reference.length() - 1).strip()
                : reference;
        try {
            return Optional.of(PropertyPath.parse(bare))
                    .filter(path -> !path.steps().isEmpty());
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }

    /** The references of {@code replaceOnChange} that force a replacement, by the resource they lead to. */
    static Map<Address, Set<String>> references(List<PropertyChange> changes) {
        var references = new TreeMap<Address, Set<String>>();
        for (var change : changes) {
            if (change.path().equals(OPTION)
                    && change.after().orElse(Value.Null.VALUE) instanceof Value.Str(var text)) {
                path(text)
                        .flatMap(PropertyPath::property)
                        .ifPresent(name -> references
                                .computeIfAbsent(Address.resource(name), _ -> new TreeSet<>())
                                .add(text));
            }
        }
        return references;
    }

    private static PropertyChange because(ResourceBlock block, String reference) {
        return new PropertyChange(
                OPTION,
                Optional.empty(),
                Optional.of(Value.of(reference)),
                Cause.REFERENCE,
                Optional.of(block.span()),
                true,
                false,
                Optional.empty());
    }

    private static PropertyChange forcing(PropertyChange change) {
        return new PropertyChange(
                change.path(),
                change.before(),
                change.after(),
                change.cause(),
                change.span(),
                true,
                change.sensitive(),
                change.dataLoss());
    }

    /** What is a part of another object ({@code x-owns}) goes with it when that is replaced, even under the same name. */
    private Optional<PropertyChange> swallowed(ResourceBlock block, String property, Value.Map live) {
        if (!(block.properties() instanceof Term.MapTerm(var entries, var _))) {
            return Optional.empty();
        }
        var term = Optional.ofNullable(entries.get(property));
        return term.stream()
                .flatMap(t -> t.references().stream())
                .filter(reference -> reference.root() == Reference.Root.RESOURCE)
                .filter(reference -> planned.get(Address.resource(reference.name())) instanceof Change.Replace)
                .findFirst()
                .map(reference -> new PropertyChange(
                        PropertyPath.of(property),
                        live.get(property),
                        Optional.of(new Value.Unknown(reference.toString())),
                        Cause.REFERENCE,
                        term.map(Term::span),
                        true,
                        false,
                        Optional.empty()));
    }
}
