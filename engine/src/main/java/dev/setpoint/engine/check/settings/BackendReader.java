package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.validation.SettingsRules;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code backend}: the place where the state is stored. */
public final class BackendReader {

    static final String SECTION = "backend";

    private static final List<String> NAMES = List.of("s3");

    private final SchemaFiles files;
    private final StackMembers stack;
    private final CheckProblems problems;

    BackendReader(SchemaFiles files, StackMembers stack, CheckProblems problems) {
        this.files = files;
        this.stack = stack;
        this.problems = problems;
    }

    /** Reads the section; empty when there is none, or when there was a problem. */
    Optional<BackendBlock> read(Document document, TermReader terms, TermTyper typer, Map<String, Value> inputs) {
        var blocks = YamlMembers.mapping(document.root(), SECTION).entries().entrySet();
        // The grammar has said that one is needed.
        return blocks.stream()
                .findFirst()
                .flatMap(block -> read(block.getKey(), block.getValue(), terms, typer, inputs));
    }

    private Optional<BackendBlock> read(
            String name, Node.Entry entry, TermReader terms, TermTyper typer, Map<String, Value> inputs) {
        var settings = terms.read(entry.value());
        if (!NAMES.contains(name)) {
            problems.add(Diagnostic.error("SP0217", entry.key(), "There is no backend `" + name + "`.")
                    .hint(Nearest.hint(name, NAMES)
                            .or(() -> Optional.of("There is: " + String.join(", ", NAMES) + "."))));
            return Optional.empty();
        }
        return new EarlySection(SECTION, stack, problems)
                .settings(entry, settings, rules(files, name), typer, inputs)
                .map(value -> new BackendBlock(name, value, written(settings), entry.key()));
    }

    private static Value.Map written(Term settings) {
        var texts = new LinkedHashMap<String, Value>();
        if (settings instanceof Term.MapTerm(var entries, var _)) {
            entries.forEach((setting, term) -> {
                switch (term) {
                    case Term.Literal(Value.Str text, var _) -> texts.put(setting, text);
                    case Term.Computed(var template, var _, var _) -> texts.put(setting, Value.of(template.source()));
                    case Term.Literal _, Term.ListTerm _, Term.MapTerm _ -> {}
                }
            });
        }
        return new Value.Map(texts);
    }

    /** The rules for the settings of a backend. */
    public static SettingsRules rules(SchemaFiles files, String name) {
        return SettingsRules.of(files, "backends/" + name + ".schema.json", "the backend `" + name + "`");
    }
}
