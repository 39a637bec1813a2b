package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.grammar.StackGrammar;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.input.DeclaredInput;
import dev.setpoint.engine.check.input.InputReader;
import dev.setpoint.engine.check.module.ModuleFiles.ModuleFile;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Modules, each of which is checked once against the types that it declares, however often it is called. */
final class Definitions {

    /** Calls inside one another. */
    private static final int DEEPEST = 20;

    /** A call of it that is not in any stack. */
    private static final ModulePath ITSELF = ModulePath.ROOT.call("module");

    private final Map<Path, Optional<Definition>> known = new HashMap<>();
    private final Set<Path> open = new LinkedHashSet<>();

    /**
     * A module.
     *
     * @param deprecated by output that should not be read any more, what to read instead
     * @param slots the names of provider configurations that a call must pass
     * @param sound false when something in it has been reported: then nothing is made of its calls
     */
    record Definition(
            ModuleFile file,
            Map<String, DeclaredInput> inputs,
            Map<String, NamedType> inputTypes,
            Map<String, NamedType> outputs,
            Map<String, String> deprecated,
            Map<String, Span> slots,
            boolean sound) {}

    /** Returns the module of the file; empty when it cannot be called, which is reported. */
    Optional<Definition> of(ModuleFile file, Expansion all, Span call) {
        var before = known.get(file.real());
        if (before != null) {
            return before;
        }
        if (!open.add(file.real())) {
            all.problems.add(
                    Diagnostic.error("SP0283", call, "A module cannot call itself, directly or through others."));
            return Optional.empty();
        }
        if (open.size() > DEEPEST) {
            all.problems.error("SP0299", call, "Modules call each other more than " + DEEPEST + " levels deep.");
            open.remove(file.real());
            return Optional.empty();
        }
        var definition = Optional.of(read(file, all));
        open.remove(file.real());
        known.put(file.real(), definition);
        return definition;
    }

    private static void requireModule(ModuleFile file, Expansion all) {
        var root = file.document().root().entries();
        var stack = root.get("stack");
        if (stack != null && !root.containsKey("module")) {
            all.problems.add(Diagnostic.error("SP0288", stack.key(), "This is a stack, and only modules can be called.")
                    .hint("Write `module:` instead of `stack:`, in a file without a state of its own."));
        }
    }

    private static Definition read(ModuleFile file, Expansion all) {
        var before = all.problems.count();
        var document = file.document();
        document.sources().forEach(source -> all.documents().put(source, document));
        var refused = StackGrammar.ofModules(SchemaFiles.bundled()).check(document, all.problems);
        var inputs = new InputReader(
                YamlMembers.mapping(document.root(), "inputs"),
                refused,
                Optional.empty(),
                all.catalog,
                all.budget,
                all.problems);
        var apart = all.apart();
        inputs.types()
                .forEach((name, type) -> apart.locals()
                        .put(
                                NameSpace.input(ITSELF, name),
                                new Term.Literal(
                                        new Value.Unknown(
                                                "inputs." + name, type.absence().isPresent()),
                                        document.root().span())));
        requireModule(file, all);
        var slots = new LinkedHashMap<String, Span>();
        YamlMembers.mapping(document.root(), "providers")
                .entries()
                .forEach((name, entry) -> slots.put(name, entry.key()));
        var reader = new ScopeReader(apart, document, file.folder(), ITSELF, inputs.types());
        var read = reader.read(new ProviderSlots(slots.keySet(), Map.of(), Optional.empty(), all.problems), false);
        var outputs = new LinkedHashMap<String, NamedType>();
        var deprecated = new LinkedHashMap<String, String>();
        read.outputs().forEach((name, output) -> {
            outputs.put(name, output.type());
            output.deprecated().ifPresent(text -> deprecated.put(name, text));
        });
        return new Definition(
                file, inputs.declared(), inputs.types(), outputs, deprecated, slots, all.problems.count() == before);
    }
}
