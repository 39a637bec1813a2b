package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.Stack.ProviderBlock;
import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The provider configurations of a stack, those that blocks use without declaring them included. */
public final class ProviderReader implements ProviderChoice {

    private final SchemaCatalog catalog;
    private final Set<String> factories;
    private final CheckProblems problems;
    private final Map<String, ProviderBlock> blocks = new LinkedHashMap<>();

    public ProviderReader(SchemaCatalog catalog, CheckProblems problems) {
        this.catalog = catalog;
        this.factories = Stream.of(catalog.names(), catalog.dataNames())
                .flatMap(Set::stream)
                .map(TypeName::provider)
                .collect(Collectors.toSet());
        this.problems = problems;
    }

    public Map<String, ProviderBlock> blocks() {
        return blocks;
    }

    public void declare(Node.Mapping section, TermReader reader, TermTyper typer, Map<String, Term> locals) {
        section.entries().forEach((name, entry) -> {
            var block = block(name, reader.read(entry.value()), entry.key(), typer);
            if (!factories.contains(block.factory())) {
                problems.add(Diagnostic.error("SP0212", entry.key(), "There is no provider `" + block.factory() + "`.")
                        .hint(Nearest.hint(block.factory(), factories)));
            }
            early(block.settings(), locals);
            blocks.put(name, block);
        });
    }

    private ProviderBlock block(String name, Term settings, Span place, TermTyper typer) {
        var block = new ProviderBlock(name, settings, place);
        var typed = catalog.provider(block.factory())
                .map(schema -> typer.check(settings, SchemaReader.shape(schema)))
                .orElseGet(() -> typer.infer(settings).term());
        return new ProviderBlock(name, typed, place);
    }

    /** Providers are opened before anything is read, so their settings cannot wait for it. */
    private void early(Term settings, Map<String, Term> locals) {
        switch (settings) {
            case Term.Literal _ -> {}
            case Term.Computed(var template, var span, var _) ->
                template.references().stream()
                        .filter(reference -> late(reference, locals, new HashSet<>()))
                        .findFirst()
                        .ifPresent(reference -> problems.error(
                                "SP0313",
                                span,
                                "Settings of a provider may use inputs and locals only, and `" + reference
                                        + "` needs the cloud."));
            case Term.ListTerm(var items, var _) -> items.forEach(item -> early(item, locals));
            case Term.MapTerm(var entries, var _) -> entries.values().forEach(item -> early(item, locals));
        }
    }

    private static boolean late(Reference reference, Map<String, Term> locals, Set<String> seen) {
        return switch (reference.root()) {
            case RESOURCE, DATA -> true;
            case INPUT, STACK, EACH -> false;
            case LOCAL ->
                seen.add(reference.name())
                        && locals
                                .getOrDefault(reference.name(), new Term.Literal(Value.Null.VALUE, NOWHERE))
                                .references()
                                .stream()
                                .anyMatch(inner -> late(inner, locals, seen));
        };
    }

    private static final Span NOWHERE = new Span(new Source("", ""), 1, 1, 1, 1);

    @Override
    public String of(Node.Mapping block, TypeSchema type, Span name) {
        var written = YamlMembers.text(block, "provider");
        var chosen = written.map(Node.Scalar::text).orElse(type.name().provider());
        var place = written.map(Node.Scalar::span).orElse(name);
        if (!blocks.containsKey(chosen)) {
            if (chosen.equals(type.name().provider())) {
                blocks.put(chosen, new ProviderBlock(chosen, new Term.MapTerm(Map.of(), name), name));
            } else if (!chosen.contains("${")) {
                problems.add(Diagnostic.error("SP0212", place, "There is no provider `" + chosen + "` in `providers`.")
                        .hint(Nearest.hint(chosen, blocks.keySet())));
            }
        } else if (!chosen.equals(type.name().provider())
                && !chosen.startsWith(type.name().provider() + ".")) {
            problems.error(
                    "SP0213",
                    place,
                    "A resource of type " + type.name() + " needs a provider `"
                            + type.name().provider() + "…`, not `" + chosen + "`.");
        }
        return chosen;
    }

    @Override
    public String named(String configuration, Span place) {
        if (!blocks.containsKey(configuration)) {
            if (configuration.contains(".") || !factories.contains(configuration)) {
                problems.add(Diagnostic.error(
                                "SP0212", place, "There is no provider `" + configuration + "` in `providers`.")
                        .hint(Nearest.hint(configuration, blocks.keySet())));
            } else {
                blocks.put(configuration, new ProviderBlock(configuration, new Term.MapTerm(Map.of(), place), place));
            }
        }
        return configuration;
    }
}
