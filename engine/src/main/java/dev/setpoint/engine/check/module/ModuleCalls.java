package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.module.Definitions.Definition;
import dev.setpoint.engine.check.resource.ForEachReader;
import dev.setpoint.engine.check.resource.GuardedTemplate;
import dev.setpoint.engine.check.resource.OptionsReader;
import dev.setpoint.engine.check.settings.ProviderChoice;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.StaticTexts;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.NameSpace.Outputs;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The section {@code modules} of one file. */
final class ModuleCalls {

    private static final String SECTION = "modules";

    private final Expansion all;
    private final Document document;
    private final String folder;
    private final ModulePath path;
    private final Map<String, Definition> found = new LinkedHashMap<>();
    private Map<String, Map<String, BlockInstance>> instances = Map.of();

    ModuleCalls(Expansion all, Document document, String folder, ModulePath path) {
        this.all = all;
        this.document = document;
        this.folder = folder;
        this.path = path;
    }

    private Node.Mapping section() {
        return YamlMembers.mapping(document.root(), SECTION);
    }

    /** Reads the modules that are called. */
    void find() {
        var resources = YamlMembers.mapping(document.root(), "resources").entries();
        section().entries().forEach((name, entry) -> {
            if (resources.containsKey(name)) {
                all.problems.add(Diagnostic.error(
                                "SP0280",
                                entry.key(),
                                "`" + name + "` is a resource too: resources and modules share their names.")
                        .related("the resource", resources.get(name).key()));
            }
            if (entry.value() instanceof Node.Mapping call) {
                YamlMembers.text(call, "source").flatMap(this::definition).ifPresent(module -> found.put(name, module));
            }
        });
    }

    private Optional<Definition> definition(Node.Scalar source) {
        if (TemplateParser.isTemplate(source.text())) {
            all.problems.add(
                    Diagnostic.error("SP0290", source.span(), "The source of a module cannot be an expression.")
                            .hint("Call each module by its own path, and choose with `forEach`."));
            return Optional.empty();
        }
        if (!source.text().matches("(\\.\\.?/|git::|https://).*")) {
            // The grammar has complained of it.
            return Optional.empty();
        }
        return all.modules
                .find(source.text(), folder, document.source(), source.span())
                .fold(
                        problems -> {
                            problems.forEach(all.problems::add);
                            return Optional.empty();
                        },
                        file -> all.definitions.of(file, all, source.span()));
    }

    /** The names of the calls, with the keys of those that have {@code forEach} as far as they are known. */
    StackNames.Modules modules(Map<String, Map<String, BlockInstance>> keyed) {
        var outputs = new LinkedHashMap<String, Outputs>();
        var shapes = new LinkedHashMap<String, Shape>();
        var deprecated = new LinkedHashMap<String, Map<String, String>>();
        section().entries().forEach((name, entry) -> {
            var definition = Optional.ofNullable(found.get(name));
            var repeated = entry.value() instanceof Node.Mapping call
                    && call.get(ForEachReader.OPTION).isPresent();
            var shape = definition.map(ModuleCalls::outputs);
            definition.ifPresent(module -> deprecated.put(name, module.deprecated()));
            // Of one that was not found, nothing is known.
            definition.ifPresent(module -> outputs.put(
                    name,
                    new Outputs(
                            module.outputs().keySet(),
                            repeated
                                    ? Optional.of(
                                            keyed.getOrDefault(name, Map.of()).keySet())
                                    : Optional.empty())));
            shapes.put(
                    name,
                    shape.<Shape>map(object -> repeated ? new Shape.MapOf(object) : object)
                            .orElse(Paths.ANY));
        });
        return new StackNames.Modules(
                new NameSpace(path, outputs), Optional.of(all.reads.in(folder)), shapes, deprecated);
    }

    static Shape.ObjectOf outputs(Definition module) {
        var members = new LinkedHashMap<String, Attribute>();
        var optional = new HashSet<String>();
        module.outputs().forEach((name, type) -> {
            members.put(name, Attribute.typed(name, type.shape()));
            if (type.absence().isPresent()) {
                optional.add(name);
            }
        });
        return new Shape.ObjectOf(members, false, Set.copyOf(optional));
    }

    /** @param keyed by call, what its {@code forEach} makes */
    void instances(Map<String, Map<String, BlockInstance>> keyed) {
        instances = keyed;
    }

    /**
     * A use of a module whose inputs have been read.
     *
     * @param given the inputs
     * @param assertions of the call
     * @param needs the names of other calls that its inputs read
     */
    record Instance(Use use, Map<String, Term> given, List<Assertion> assertions, Set<String> needs) {}

    /**
     * One use of a module.
     *
     * @param names that the inputs of the call may use
     */
    record Use(
            String name,
            ModulePath module,
            StackNames names,
            Definition definition,
            Node.Mapping call,
            Span place,
            ProviderSlots providers) {}

    /** Reads the modules with the inputs that the calls give. */
    void expand(StackNames names, ProviderChoice providers, BlockPresence blocks, boolean expanding) {
        var uses = new ArrayList<Use>();
        var start = all.problems.count();
        section().entries().forEach((name, entry) -> {
            var definition = found.get(name);
            if (definition != null && entry.value() instanceof Node.Mapping call) {
                new CallInputs(all, definition, call, entry.key(), name).checkNames();
                var slots = ProviderSlots.of(definition, call, entry.key(), providers, all.problems);
                keyed(name, call, names.within(Reference.Root.RESOURCE, name), entry.key())
                        .forEach((module, inside) ->
                                uses.add(new Use(name, module, inside, definition, call, entry.key(), slots)));
            }
        });
        uses.forEach(this::placeholders);
        var made = uses.stream().map(use -> instance(use, blocks)).toList();
        // What is wrong with a call would be found again inside the module.
        if (expanding && all.problems.count() == start) {
            CallOrder.of(made).stream()
                    .filter(one -> one.use().definition().sound())
                    .forEach(one -> settle(one, blocks));
        }
    }

    /** The modules that a call makes, each with the names that its inputs may use. */
    private Map<ModulePath, StackNames> keyed(String name, Node.Mapping call, StackNames names, Span place) {
        if (call.get(ForEachReader.OPTION).isEmpty()) {
            return Map.of(path.call(name), names);
        }
        var modules = new LinkedHashMap<ModulePath, StackNames>();
        var keys = instances.getOrDefault(name, Map.of());
        keys.forEach((key, one) -> modules.put(path.call(name, key), names.within(one)));
        // A call without keys is checked too.
        return keys.isEmpty() ? Map.of(path.call(name, ""), names.within(BlockInstance.any(place))) : modules;
    }

    private Instance instance(Use use, BlockPresence blocks) {
        var given = new CallInputs(all, use.definition(), use.call(), use.place(), use.name())
                .read(use.names(), blocks.isOn(use.name()));
        var needs = new HashSet<String>();
        var condition = blocks.condition(use.name()).map(List::of).orElse(List.of());
        given.forEach((input, written) -> {
            var term = GuardedTemplate.of(condition, written);
            all.locals().put(NameSpace.input(use.module(), input), term);
            term.references().forEach(reference -> needs(reference, needs, new HashSet<>()));
        });
        all.calls().put(use.module(), use.place());
        var texts = new StaticTexts(all.terms, new TermTyper(use.names(), all.problems), all.scope, all.problems);
        var waits = new OptionsReader(use.names(), texts, Map.of(), all.problems).dependsOn(use.call());
        if (!waits.isEmpty()) {
            all.waits.put(use.module(), waits);
        }
        return new Instance(use, given, new CallAssertions(all, path, blocks).of(use), needs);
    }

    private void needs(Reference reference, Set<String> into, Set<String> seen) {
        if (reference.root() != Reference.Root.LOCAL || !seen.add(reference.name())) {
            return;
        }
        called(reference.name()).filter(found::containsKey).ifPresent(into::add);
        Optional.ofNullable(all.locals().get(reference.name()))
                .ifPresent(term -> term.references().forEach(inner -> needs(inner, into, seen)));
    }

    /** The call in this file whose output a local of the whole stack holds. */
    private Optional<String> called(String local) {
        var beginning = path.isRoot() ? "" : path.text() + ".";
        if (!local.startsWith(beginning)) {
            return Optional.empty();
        }
        var end = beginning.length();
        while (end < local.length() && local.charAt(end) != '.' && local.charAt(end) != '[') {
            end++;
        }
        return end == local.length() ? Optional.empty() : Optional.of(local.substring(beginning.length(), end));
    }

    /** Outputs that nobody has read yet: the keys of no {@code forEach} may depend on them. */
    private void placeholders(Use one) {
        for (var output : one.definition().outputs().entrySet()) {
            var name = NameSpace.output(one.module(), output.getKey());
            all.locals()
                    .put(
                            name,
                            new Term.Literal(
                                    new Value.Unknown(
                                            one.module().text() + "." + output.getKey(),
                                            output.getValue().absence().isPresent()),
                                    document.root().span()));
        }
    }

    /** Reads the module if it may exist. Of one that does not, nothing is evaluated. */
    private void settle(Instance one, BlockPresence blocks) {
        var use = one.use();
        var exists = blocks.calls(use.name());
        var open = exists ? blocks.open(use.name()) : List.<When>of();
        one.given().forEach((input, term) -> {
            var name = NameSpace.input(use.module(), input);
            if (exists) {
                all.locals().put(name, GuardedTemplate.of(open, term));
            } else {
                all.locals().remove(name);
            }
        });
        all.conditions(use.module(), open);
        if (exists) {
            all.assertions().addAll(one.assertions());
            read(one);
        }
    }

    private void read(Instance one) {
        var use = one.use();
        var file = use.definition().file();
        new ScopeReader(
                        all,
                        file.document(),
                        file.folder(),
                        use.module(),
                        use.definition().inputTypes())
                .read(use.providers(), true)
                .outputs()
                .forEach((name, output) -> all.locals()
                        .put(
                                NameSpace.output(use.module(), name),
                                GuardedTemplate.of(
                                        all.conditions(use.module()),
                                        output.sensitive() ? InputTemplate.secret(output.value()) : output.value())));
        new ModuleMoves(all, path, use.module()).read(use.call());
    }
}
