package dev.setpoint.engine.check.environment;

import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings.Binding;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Environment.Located;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file of an environment, and checks what the file alone can tell. */
final class EnvironmentReader {

    private static final String SCHEMA = "environment-file.schema.json";

    private final Document document;
    private final Node.Mapping root;
    private final String name;
    private final List<Diagnostic> problems = new ArrayList<>();

    /** @param name that the file has */
    EnvironmentReader(Document document, String name) {
        this.document = document;
        this.root = document.root();
        this.name = name;
    }

    /** @param everywhere the entries that all environments of the stack have */
    Result<StackEnvironment> read(Set<String> everywhere) {
        var top = new Span(document.source(), 1, 1, 1, 2);
        SchemaRules.of(SchemaFiles.bundled(), SCHEMA, "an environment")
                .findings(root.toValue())
                .forEach(finding -> problems.add(refused(finding, top)));
        requireNameOfFile();
        var environment = new Environment(
                name,
                document.source(),
                YamlMembers.text(root, "environment").map(Node.Scalar::span).orElse(top),
                accounts(),
                YamlMembers.text(root, "region").map(EnvironmentReader::located),
                Optional.ofNullable(root.entries().get("backend")),
                protect(),
                everywhere);
        return Result.of(new StackEnvironment(environment, inputs()), problems);
    }

    private Diagnostic refused(Violation finding, Span top) {
        var problem = finding.at(SpecPositions.at(root, top, finding.path(), finding.onName()));
        var written = node(finding).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
        if (written.filter(scalar -> TemplateParser.isTemplate(scalar.text())).isPresent()) {
            return problem.hint("This place takes a literal value, not an expression.");
        }
        return written.filter(scalar -> scalar.value() instanceof Value.Num)
                .map(scalar -> problem.hint("Put it in quotes: `\"" + scalar.text() + "\"`."))
                .orElse(problem);
    }

    /** The entry that a finding is about. */
    private Optional<Node> node(Violation finding) {
        return finding.path().property().flatMap(root::get);
    }

    private void requireNameOfFile() {
        YamlMembers.text(root, "environment")
                .filter(written -> !written.text().equals(name))
                .ifPresent(written -> problems.add(Diagnostic.error(
                                "SP0273",
                                written.span(),
                                "The environment `%s` stands in `%s.yaml`, and has the name of its file."
                                        .formatted(written.text(), name))
                        .hint("Write `environment: " + name + "`, or rename the file.")));
    }

    private Map<String, Located> accounts() {
        var accounts = new LinkedHashMap<String, Located>();
        YamlMembers.text(root, "account").ifPresent(account -> accounts.put(Environment.ALL, located(account)));
        YamlMembers.mapping(root, "account").entries().forEach((provider, entry) -> {
            if (entry.value() instanceof Node.Scalar scalar) {
                accounts.put(provider, new Located(scalar.text(), entry.key()));
            }
        });
        return accounts;
    }

    private List<Located> protect() {
        return root.get("protect").orElse(null) instanceof Node.Sequence(var items, var _)
                ? items.stream()
                        .filter(Node.Scalar.class::isInstance)
                        .map(item -> located((Node.Scalar) item))
                        .toList()
                : List.of();
    }

    private static Located located(Node.Scalar scalar) {
        return new Located(scalar.text(), scalar.span());
    }

    private Map<String, Binding> inputs() {
        var inputs = new LinkedHashMap<String, Binding>();
        YamlMembers.mapping(root, "inputs").entries().forEach((input, entry) -> {
            if (entry.value().isForgotten()) {
                problems.add(Diagnostic.error("SP0335", entry.key(), "The input `" + input + "` has no value.")
                        .hint("Write `null` for the input's default."));
            }
            inputs.put(
                    input,
                    new Binding(entry.value().toValue(), false, entry.key().place(), Optional.of(entry)));
        });
        return inputs;
    }
}
