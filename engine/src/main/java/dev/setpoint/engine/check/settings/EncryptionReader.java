package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Stack.EncryptionBlock;
import dev.setpoint.engine.stack.Stack.KeyBlock;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.validation.SettingsRules;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code encryption}: the keys that the state is sealed with. */
final class EncryptionReader {

    static final String SECTION = "encryption";

    private static final String PREVIOUS = "previous";

    private final SchemaFiles files;
    private final StackMembers stack;
    private final CheckProblems problems;

    EncryptionReader(SchemaFiles files, StackMembers stack, CheckProblems problems) {
        this.files = files;
        this.stack = stack;
        this.problems = problems;
    }

    /** Reads the section; without keys when there is none, or when there was a problem. */
    EncryptionBlock read(Document document, TermReader terms, TermTyper typer, Map<String, Value> inputs) {
        return Optional.ofNullable(document.root().entries().get(SECTION))
                .filter(entry -> entry.value() instanceof Node.Mapping)
                .flatMap(entry -> read(entry, terms, typer, inputs))
                .orElse(EncryptionBlock.NONE);
    }

    private Optional<EncryptionBlock> read(
            Node.Entry entry, TermReader terms, TermTyper typer, Map<String, Value> inputs) {
        var rules = SettingsRules.of(files, "encryption.schema.json", "`encryption`");
        return new EarlySection(SECTION, stack, problems)
                .settings(entry, terms.read(entry.value()), rules, typer, inputs)
                .map(settings -> block(entry, settings));
    }

    private static EncryptionBlock block(Node.Entry entry, Value.Map settings) {
        var previous = new ArrayList<KeyBlock>();
        var others = settings.list(PREVIOUS);
        for (var i = 0; i < others.size(); i++) {
            var place = PropertyPath.ROOT.name(PREVIOUS).index(i);
            if (others.get(i) instanceof Value.Map other) {
                previous.addAll(keys(entry, place, other));
            }
        }
        var current = keys(entry, PropertyPath.ROOT, settings.without(PREVIOUS));
        return new EncryptionBlock(current.stream().findFirst(), List.copyOf(previous));
    }

    /** The keys of one entry: one, as the schema has it. */
    private static List<KeyBlock> keys(Node.Entry entry, PropertyPath place, Value.Map settings) {
        return settings.entries().keySet().stream()
                .map(method -> new KeyBlock(
                        method,
                        settings.map(method),
                        SpecPositions.at(entry.value(), entry.key(), place.name(method), true)))
                .toList();
    }
}
