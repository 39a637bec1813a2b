package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.resource.DataReader;
import dev.setpoint.engine.check.resource.ForEachReader;
import dev.setpoint.engine.check.resource.GuardedTemplate;
import dev.setpoint.engine.check.resource.ResourceReader;
import dev.setpoint.engine.check.resource.WhenReader;
import dev.setpoint.engine.check.settings.ProviderChoice;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.LocalsReader;
import dev.setpoint.engine.check.term.RepeatedBlocks;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the blocks of one file, as those of the stack itself or of one call of a module, in the order in which they need
 * each other. Tolerates what the grammar has complained of.
 */
public final class ScopeReader {

    private final Expansion all;
    private final Document document;
    private final ModulePath path;
    private final String folder;
    private final Map<String, NamedType> inputs;
    private final ModuleCalls calls;

    /**
     * @param folder of the file, relative to that of the stack
     * @param path of the call; the root for the stack itself
     * @param inputs the types of the file's inputs
     */
    public ScopeReader(
            Expansion all, Document document, String folder, ModulePath path, Map<String, NamedType> inputs) {
        this.all = all;
        this.document = document;
        this.path = path;
        this.folder = folder;
        this.inputs = inputs;
        this.calls = new ModuleCalls(all, document, folder, path);
    }

    /**
     * An output of the file.
     *
     * @param deprecated what to read instead; empty when it may be read
     */
    public record Output(Term value, NamedType type, boolean sensitive, Optional<String> deprecated, Span place) {}

    /**
     * The result of reading the file.
     *
     * @param typer of expressions that use its names
     */
    public record Read(TermTyper typer, Map<String, Output> outputs) {}

    /** Reads a module, whose provider configurations are known. */
    Read read(ProviderChoice providers, boolean expanding) {
        return read(_ -> providers, expanding);
    }

    /**
     * Reads the file.
     *
     * @param providers gives the provider configurations, once expressions can be typed
     * @param expanding false when the modules that are called here are only to be checked
     */
    public Read read(Function<TermTyper, ProviderChoice> providers, boolean expanding) {
        var unordered = new LocalsReader(section("locals"), all.terms, all.problems);
        var types = new BlockTypes(all.catalog, all.problems);
        var written = WhenReader.of(section("resources"), section("modules"), section("data"), all.terms);
        calls.find();
        var known = StackNames.of(
                inputs,
                section("locals").entries().keySet(),
                types.of(section("data"), TypeSchema.Kind.DATA),
                types.of(section("resources"), TypeSchema.Kind.RESOURCE),
                RepeatedBlocks.of(repeated("resources"), repeated("data")),
                calls.modules(Map.of()),
                written,
                all.stack);
        var conditions = new WhenReader(
                known.nameSpace(), written, all.locals(), all.scope, all.problems, all.conditions(path), expanding);
        publish(unordered.type(new TermTyper(known, all.problems), known));
        conditions.publish(known);
        var names = known;
        if (Stream.of("resources", "data", "modules")
                .anyMatch(section -> !repeated(section).isEmpty())) {
            names = instances(known, conditions);
            // Now that it is known which instances they read.
            publish(unordered.type(new TermTyper(names, all.problems), names));
            conditions.publish(names);
        }
        var typer = new TermTyper(names, all.problems);
        var chosen = providers.apply(typer);
        var blocks = new BlockPresence(all, path, conditions);
        calls.expand(names, chosen, blocks, expanding);
        blocks.data(new DataReader(names, all.scope, all.terms, chosen, all.problems).read(section("data")));
        blocks.resources(
                section("resources"),
                new ResourceReader(names, all.scope, all.terms, chosen, all.problems).read(section("resources")));
        new ScopeAssertions(all, document, path, names, blocks).read(inputs);
        if (path.isRoot()) {
            ModuleWaits.resolve(all);
        }
        return new Read(typer, outputs(typer));
    }

    private void publish(Map<String, Term> locals) {
        var space = new NameSpace(path, Map.of());
        var conditions = all.conditions(path);
        locals.forEach((name, term) -> all.locals().put(space.local(name), GuardedTemplate.of(conditions, term)));
    }

    /** The names with those that {@code forEach} makes, whose values may read each other. */
    private StackNames instances(StackNames known, WhenReader conditions) {
        var calling = forEach(known, conditions).read(section("modules"), Root.RESOURCE);
        var named = known.with(calls.modules(calling));
        var resources = forEach(named, conditions).read(section("resources"), Root.RESOURCE);
        var data = forEach(named, conditions).read(section("data"), Root.DATA);
        var blocks = RepeatedBlocks.of(repeated("resources"), repeated("data"));
        var typer = new TermTyper(named.with(blocks.with(resources, data)), all.problems);
        for (var found : List.of(resources, data, calling)) {
            found.replaceAll((_, instances) -> typed(instances, typer));
        }
        calls.instances(calling);
        return named.with(blocks.with(resources, data));
    }

    private ForEachReader forEach(StackNames names, WhenReader conditions) {
        return new ForEachReader(all.files.below(folder), all.terms, names, conditions, all.scope, all.problems);
    }

    private static Map<String, BlockInstance> typed(Map<String, BlockInstance> instances, TermTyper typer) {
        var typed = new LinkedHashMap<String, BlockInstance>();
        instances.forEach((key, instance) -> typed.put(key, instance.typed(typer)));
        return typed;
    }

    /** The blocks with {@code forEach}. */
    private Set<String> repeated(String section) {
        return section(section).entries().entrySet().stream()
                .filter(entry -> entry.getValue().value() instanceof Node.Mapping block
                        && block.get(ForEachReader.OPTION).isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Node.Mapping section(String name) {
        return YamlMembers.mapping(document.root(), name);
    }

    private Map<String, Output> outputs(TermTyper typer) {
        var outputs = new LinkedHashMap<String, Output>();
        section("outputs").entries().forEach((name, entry) -> {
            var options = entry.value() instanceof Node.Mapping mapping
                    ? Optional.of(mapping)
                    : Optional.<Node.Mapping>empty();
            var value = options.flatMap(mapping -> mapping.get("value")).orElse(entry.value());
            var sensitive = options.flatMap(mapping -> mapping.get("sensitive"))
                    .filter(node -> node.toValue().equals(Value.of(true)))
                    .isPresent();
            var deprecated = options.flatMap(mapping -> YamlMembers.text(mapping, "deprecated"))
                    .map(Node.Scalar::text);
            var typed = typer.infer(all.terms.read(value));
            var absence = typed.optional() ? Optional.of("its value is optional") : Optional.<String>empty();
            outputs.put(
                    name,
                    new Output(
                            typed.term(), new NamedType(typed.shape(), absence), sensitive, deprecated, entry.key()));
        });
        return outputs;
    }
}
