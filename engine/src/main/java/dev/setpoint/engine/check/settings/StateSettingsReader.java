package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.StackGrammar;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.input.InputReader;
import dev.setpoint.engine.check.term.BlockConditions;
import dev.setpoint.engine.check.term.RepeatedBlocks;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.stack.Stack.StateSettings;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sections {@code backend} and {@code encryption}: the settings of the state. */
public final class StateSettingsReader {

    private static final Set<String> SECTIONS = Set.of(BackendReader.SECTION, EncryptionReader.SECTION);

    private final SchemaFiles files;
    private final StackMembers stack;
    private final CheckProblems problems;

    public StateSettingsReader(SchemaFiles files, StackMembers stack, CheckProblems problems) {
        this.files = files;
        this.stack = stack;
        this.problems = problems;
    }

    /** Reads the two sections of a document, and of the rest its name and the inputs that the sections use. */
    public StateSettings alone(Document document, Bindings bindings) {
        var root = document.root();
        if (SECTIONS.stream().noneMatch(root.entries()::containsKey)) {
            return new StateSettings(Optional.empty(), EncryptionBlock.NONE);
        }
        var budget = new Budget();
        var terms = new TermReader(problems, budget);
        var used = SECTIONS.stream()
                .flatMap(section -> root.get(section).stream())
                .flatMap(section -> terms.read(section).references().stream())
                .filter(reference -> reference.root() == Reference.Root.INPUT)
                .map(Reference::name)
                .collect(Collectors.toSet());
        var head = head(document, used);
        var refused = new StackGrammar(files).check(head, problems);
        var inputs = new InputReader(
                YamlMembers.mapping(head.root(), "inputs"),
                refused,
                Optional.of(bindings.only(used)),
                files,
                budget,
                problems);
        var typer = new TermTyper(
                StackNames.of(
                        inputs.types(),
                        Set.of(),
                        Map.of(),
                        Map.of(),
                        RepeatedBlocks.NONE,
                        StackNames.Modules.NONE,
                        BlockConditions.NONE,
                        stack),
                problems);
        return read(head, terms, typer, inputs.values());
    }

    public StateSettings read(Document document, TermReader terms, TermTyper typer, Map<String, Value> inputs) {
        return new StateSettings(
                new BackendReader(files, stack, problems).read(document, terms, typer, inputs),
                new EncryptionReader(files, stack, problems).read(document, terms, typer, inputs));
    }

    private static Document head(Document document, Set<String> inputs) {
        var root = document.root();
        var entries = new LinkedHashMap<>(root.entries());
        var kept = new HashSet<>(SECTIONS);
        kept.addAll(Set.of("setpoint", "stack", "inputs"));
        entries.keySet().retainAll(kept);
        entries.computeIfPresent(
                "inputs",
                (_, entry) -> entry.value() instanceof Node.Mapping section
                        ? new Node.Entry(entry.key(), only(section, inputs))
                        : entry);
        return document.with(new Node.Mapping(entries, root.span()));
    }

    private static Node.Mapping only(Node.Mapping section, Set<String> names) {
        var entries = new LinkedHashMap<>(section.entries());
        entries.keySet().retainAll(names);
        return new Node.Mapping(entries, section.span());
    }
}
