package dev.setpoint.engine.check;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The section {@code backend}. It is needed before anything is read, so it is made of literals and inputs alone. */
final class Backends {

    private static final String SECTION = "backend";

    private static final List<String> NAMES = List.of("s3");

    private final SchemaFiles files;
    private final Problems problems;

    Backends(SchemaFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Of a document of which nothing else is looked at but what names it and the inputs that are used here. */
    Optional<BackendBlock> alone(Document document, Bindings bindings) {
        var section = document.root().get(SECTION);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        var terms = new TermReader(problems);
        var used = terms.read(section.get()).references().stream()
                .filter(reference -> reference.root() == Reference.Root.INPUT)
                .map(Reference::name)
                .collect(Collectors.toSet());
        var head = head(document, used);
        var refused = new Grammar(files).check(head, problems);
        var inputs = new Inputs(Members.mapping(head.root(), "inputs"), refused, only(bindings, used), problems);
        var typer = new TermTyper(new Names(inputs.shapes(), Set.of(), Map.of(), Map.of()), problems);
        return read(head, terms, typer, inputs.values());
    }

    private static Document head(Document document, Set<String> inputs) {
        var root = document.root();
        var entries = new LinkedHashMap<>(root.entries());
        entries.keySet().retainAll(Set.of("setpoint", "stack", "inputs", SECTION));
        entries.computeIfPresent(
                "inputs",
                (_, entry) -> entry.value() instanceof Node.Mapping section
                        ? new Node.Entry(entry.key(), only(section, inputs))
                        : entry);
        return new Document(document.source(), new Node.Mapping(entries, root.span()));
    }

    private static Node.Mapping only(Node.Mapping section, Set<String> names) {
        var entries = new LinkedHashMap<>(section.entries());
        entries.keySet().retainAll(names);
        return new Node.Mapping(entries, section.span());
    }

    private static Bindings only(Bindings bindings, Set<String> names) {
        var values = new HashMap<>(bindings.values());
        values.keySet().retainAll(names);
        return new Bindings(values);
    }

    /** Empty when there is none, or when there was a problem. */
    Optional<BackendBlock> read(Document document, TermReader terms, TermTyper typer, Map<String, Value> inputs) {
        var blocks = Members.mapping(document.root(), SECTION).entries().entrySet();
        // The grammar has said that one is needed.
        return blocks.stream()
                .findFirst()
                .flatMap(block -> read(
                        block.getKey(),
                        block.getValue(),
                        terms.read(block.getValue().value()),
                        typer,
                        inputs));
    }

    private Optional<BackendBlock> read(
            String name, Node.Entry entry, Term settings, TermTyper typer, Map<String, Value> inputs) {
        if (!NAMES.contains(name)) {
            problems.add(Diagnostic.error("SP0217", entry.key(), "There is no backend `" + name + "`.")
                    .hint(Nearest.hint(name, NAMES)
                            .or(() -> Optional.of("There is: " + String.join(", ", NAMES) + "."))));
            return Optional.empty();
        }
        if (!early(settings)) {
            return Optional.empty();
        }
        return evaluated(typer.infer(settings).term(), inputs)
                .filter(value -> fits(name, entry, value))
                .map(value -> new BackendBlock(name, value, entry.key()));
    }

    /** Whether it can be known before the state is read; says why not. */
    private boolean early(Term settings) {
        return switch (settings) {
            case Term.Literal _ -> true;
            case Term.Computed(var template, var span) -> {
                var late = template.references().stream()
                        .filter(reference -> reference.root() != Reference.Root.INPUT)
                        .findFirst();
                late.ifPresent(reference -> problems.error(
                        "SP0314",
                        span,
                        "`backend` may use inputs only, and not `" + reference
                                + "`: the state is read before anything else."));
                yield late.isEmpty();
            }
            case Term.ListTerm(var items, var _) ->
                items.stream().map(this::early).reduce(true, Boolean::logicalAnd);
            case Term.MapTerm(var entries, var _) ->
                entries.values().stream().map(this::early).reduce(true, Boolean::logicalAnd);
        };
    }

    /** Empty when it has no value, and also where an input has none: that has been said. */
    private Optional<Value.Map> evaluated(Term settings, Map<String, Value> inputs) {
        try {
            var value = settings.evaluate((_, name) -> inputs.getOrDefault(name, new Value.Unknown("inputs." + name)));
            return value.isKnown() && value.revealedDeep() instanceof Value.Map map
                    ? Optional.of(map)
                    : Optional.empty();
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    private boolean fits(String name, Node.Entry entry, Value.Map settings) {
        var findings = rules(files, name).findings(settings);
        findings.forEach(finding ->
                problems.add(finding.at(Places.at(entry.value(), entry.key(), finding.path(), finding.onName()))));
        return findings.isEmpty();
    }

    /** What the settings of a backend must keep to. */
    static SchemaRules rules(SchemaFiles files, String name) {
        var file = "backends/" + name + ".schema.json";
        var text = files.text(file).orElseThrow(() -> new IllegalStateException(file + " is not on the class path."));
        return new SchemaRules(
                Json.read(text) instanceof Value.Map schema ? schema : Value.Map.EMPTY, "the backend `" + name + "`");
    }
}
