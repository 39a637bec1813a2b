package dev.setpoint.engine.expression;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The meaning that names of one stack, or of one call of a module, have in the whole stack. Inputs of a module and outputs
 * of the modules that it calls are locals of the whole stack under names that no spec can write:
 * {@code storage.inputs.name}, {@code storage["eu"].outputs.arn}.
 *
 * @param path of the call; the root for the stack itself
 * @param calls by name, the modules called here
 * @param self the block that {@code self} stands for; empty where it stands for a module, and where it has no meaning
 */
public record NameSpace(ModulePath path, Map<String, Outputs> calls, Optional<Address> self) {

    /** The name by which an assertion reads what it is written in. */
    public static final String SELF = "self";

    /** A stack without modules: each name stands for itself. */
    public static final NameSpace ROOT = new NameSpace(ModulePath.ROOT, Map.of());

    /** Names where {@code self} has no meaning. */
    public NameSpace(ModulePath path, Map<String, Outputs> calls) {
        this(path, calls, Optional.empty());
    }

    /**
     * The outputs of a module.
     *
     * @param keys of the call's {@code forEach}; empty without {@code forEach}
     * @param self the call that {@code self} stands for; empty for the call that has the name
     */
    public record Outputs(Set<String> names, Optional<Set<String>> keys, Optional<ModulePath> self) {

        /** Outputs of the call that has the name. */
        public Outputs(Set<String> names, Optional<Set<String>> keys) {
            this(names, keys, Optional.empty());
        }

        /** The module that a call without {@code forEach} makes. */
        ModulePath module(String name, ModulePath caller) {
            return self.orElseGet(() -> caller.call(name));
        }
    }

    /** These names, with {@code self} for a resource or data source of this file. */
    public NameSpace within(Address block) {
        return new NameSpace(path, calls, Optional.of(block));
    }

    /** These names, with {@code self} for a module that is called in this file. */
    public NameSpace within(ModulePath module, Set<String> outputs) {
        var all = new LinkedHashMap<>(calls);
        all.put(SELF, new Outputs(outputs, Optional.empty(), Optional.of(module)));
        return new NameSpace(path, all, Optional.empty());
    }

    /** True when each name stands for itself. */
    public boolean isPlain() {
        return path.isRoot() && calls.isEmpty() && self.isEmpty();
    }

    /** The name that a local has in the whole stack. */
    public String local(String name) {
        return path.isRoot() ? name : path.text() + ".locals." + name;
    }

    /** The name of the local that holds an input of the module called under this path. */
    public static String input(ModulePath call, String name) {
        return call.text() + ".inputs." + name;
    }

    /** True for a reference to an input of a module, as the whole stack has it. */
    public static boolean isInput(Reference reference) {
        return reference.root() == Root.LOCAL && reference.name().contains(".inputs.");
    }

    /** The name of the local that holds an output of the module called under this path. */
    public static String output(ModulePath call, String name) {
        return call.text() + ".outputs." + name;
    }

    /** Returns what a reference reads in the whole stack; several outputs, if a module is read as a whole. */
    public List<Reference> global(Reference reference) {
        return switch (reference.root()) {
            case INPUT -> List.of(path.isRoot() ? reference : reference.of(Root.LOCAL, input(path, reference.name())));
            case LOCAL -> List.of(reference.of(Root.LOCAL, local(reference.name())));
            case DATA ->
                List.of(
                        path.isRoot()
                                ? reference
                                : reference
                                        .node()
                                        .map(node -> reference.of(
                                                Root.DATA, node.in(path).text()))
                                        .orElse(reference));
            case RESOURCE ->
                Optional.ofNullable(calls.get(reference.name()))
                        .map(outputs -> outputs(reference, outputs))
                        .orElseGet(() -> List.of(resource(reference)));
            case STACK, EACH -> List.of(reference);
        };
    }

    private Reference resource(Reference reference) {
        if (self.isPresent() && reference.name().equals(SELF)) {
            return Reference.to(self.get(), reference.path());
        }
        return path.isRoot()
                ? reference
                : reference
                        .node()
                        .map(node -> reference.of(Root.RESOURCE, node.in(path).text()))
                        .orElse(reference);
    }

    private List<Reference> outputs(Reference reference, Outputs outputs) {
        return read(reference, outputs).entrySet().stream()
                .flatMap(call -> call.getValue().entrySet().stream()
                        .map(output ->
                                new Reference(Root.LOCAL, output(call.getKey(), output.getKey()), output.getValue())))
                .toList();
    }

    /** By call, the outputs that a reference to a module reads, each with the rest of the path. */
    private Map<ModulePath, Map<String, PropertyPath>> read(Reference reference, Outputs outputs) {
        var steps = reference.path().steps();
        var read = new LinkedHashMap<ModulePath, Map<String, PropertyPath>>();
        if (outputs.keys().isEmpty()) {
            read.put(outputs.module(reference.name(), path), named(steps, outputs));
            return read;
        }
        var selected = first(steps);
        for (var key : outputs.keys().get()) {
            if (selected.isEmpty() || selected.get().equals(key)) {
                read.put(
                        path.call(reference.name(), key),
                        named(selected.isEmpty() ? steps : steps.subList(1, steps.size()), outputs));
            }
        }
        return read;
    }

    private static Map<String, PropertyPath> named(List<Step> steps, Outputs outputs) {
        var named = new LinkedHashMap<String, PropertyPath>();
        var selected = first(steps);
        for (var name : outputs.names()) {
            if (selected.isEmpty()) {
                named.put(name, PropertyPath.ROOT);
            } else if (selected.get().equals(name)) {
                named.put(name, new PropertyPath(steps.subList(1, steps.size())));
            }
        }
        return named;
    }

    private static Optional<String> first(List<Step> steps) {
        return !steps.isEmpty() && steps.getFirst() instanceof Step.Name(var name)
                ? Optional.of(name)
                : Optional.empty();
    }
}
