package dev.setpoint.engine.check;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.LiteralSecrets;
import dev.setpoint.engine.check.grammar.StackGrammar;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.input.InputReader;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An input of a stack with its value.
 *
 * @param value a {@link Value.Secret} if the input is sensitive
 * @param origins where it comes from, each over those before it: {@code default}, {@code envs/prod.yaml:5:3},
 *     {@code --input suffix}; none for an input that has no value
 */
public record StackInput(String name, Value value, List<String> origins) {

    private static final Set<String> READ = Set.of("setpoint", "stack", "inputs");

    /** Reads the inputs of a stack with the values that are given for them. Checks nothing else of the spec. */
    public static Result<List<StackInput>> all(Document written, Bindings bindings) {
        var document = LiteralSecrets.hidden(head(written));
        var problems = new CheckProblems(document.source());
        var refused = new StackGrammar(SchemaFiles.bundled()).check(document, problems);
        var reader = new InputReader(
                YamlMembers.mapping(document.root(), "inputs"),
                refused,
                Optional.of(bindings),
                SchemaFiles.bundled(),
                new Budget(),
                problems);
        var inputs = reader.values().entrySet().stream()
                .map(entry -> new StackInput(entry.getKey(), entry.getValue(), reader.origins(entry.getKey())))
                .toList();
        return Result.of(inputs, problems.sorted());
    }

    private static Document head(Document document) {
        var entries = new LinkedHashMap<>(document.root().entries());
        entries.keySet().retainAll(READ);
        return document.with(new Node.Mapping(entries, document.root().span()));
    }
}
