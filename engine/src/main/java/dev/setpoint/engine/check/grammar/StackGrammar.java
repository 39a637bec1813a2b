package dev.setpoint.engine.check.grammar;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Habits;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.function.ReservedNames;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The grammar of the stack file: {@code stack-file.schema.json}, and what a schema cannot say. */
public final class StackGrammar {

    private static final String FILE = "stack-file.schema.json";

    private final SchemaRules rules;

    public StackGrammar(SchemaFiles files) {
        this(files, "a stack file");
    }

    private StackGrammar(SchemaFiles files, String noun) {
        this.rules = SchemaRules.of(files, FILE, noun);
    }

    /** The grammar of a module's file, which is that of a stack's file without the state. */
    public static StackGrammar ofModules(SchemaFiles files) {
        return new StackGrammar(files, "a module file");
    }

    /** @return the inputs whose declarations are refused: nothing in them can be used */
    public Set<String> check(Document document, CheckProblems problems) {
        var root = document.root();
        var top = new Span(document.source(), 1, 1, 1, 2);
        var findings = rules.findings(root.toValue());
        findings.stream()
                .filter(finding -> !isTypeName(finding) && !isReservedName(finding))
                .map(finding -> diagnostic(finding, root, top))
                .forEach(problems::add);
        for (var section : List.of("resources", "modules")) {
            YamlMembers.mapping(root, section)
                    .entries()
                    .forEach((name, entry) ->
                            ReservedNames.taken(name).ifPresent(taken -> problems.error("SP0218", entry.key(), taken)));
        }
        for (var section : List.of("inputs", "locals", "data")) {
            YamlMembers.mapping(root, section).entries().forEach((name, entry) -> {
                if (ReservedNames.isWord(name)) {
                    problems.error("SP0211", entry.key(), "`" + name + "` is a word of the expression language.");
                }
            });
        }
        return findings.stream()
                .flatMap(finding -> refusedInput(finding).stream())
                .collect(Collectors.toSet());
    }

    /** The name of a resource that means something in expressions: one problem, told with its meaning. */
    private static boolean isReservedName(Violation finding) {
        var steps = finding.path().steps();
        return finding.onName()
                && steps.size() == 2
                && steps.getFirst().equals(new Step.Name("resources"))
                && steps.getLast() instanceof Step.Name(var name)
                && ReservedNames.taken(name).isPresent();
    }

    /**
     * Tells whether the finding is about the form of a type's name. It is left out, because the catalogue reports an
     * unknown type with the nearest name.
     */
    private static boolean isTypeName(Violation finding) {
        var steps = finding.path().steps();
        return finding.code().equals("SP0207")
                && steps.size() == 3
                && steps.getLast().equals(new Step.Name("type"))
                && finding.path()
                        .property()
                        .filter(Set.of("resources", "data")::contains)
                        .isPresent();
    }

    private static Optional<String> refusedInput(Violation finding) {
        var steps = finding.path().steps();
        return steps.size() >= 2
                        && steps.getFirst().equals(new Step.Name("inputs"))
                        && steps.get(1) instanceof Step.Name(var name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static Diagnostic diagnostic(Violation finding, Node root, Span top) {
        var span = SpecPositions.at(root, top, finding.path(), finding.onName());
        var name = last(finding.path());
        if (finding.code().equals("SP0203")) {
            var hint = keys(finding.path(), root).or(() -> name.flatMap(word -> habit(finding.path(), word)));
            return finding.at(span).hint(hint.or(() -> finding.hint().map(text -> besides(finding.path(), text))));
        }
        var literal = at(root, finding.path())
                .filter(node ->
                        node instanceof Node.Scalar scalar && scalar.text().contains("${"));
        return literal.isPresent()
                ? finding.at(span).hint("This place takes a literal value, not an expression.")
                : finding.at(span);
    }

    private static Optional<String> habit(PropertyPath path, String word) {
        return path.steps().size() == 1 ? Habits.section(word) : Habits.option(word);
    }

    /** Returns the hint for {@code count: 3}: a {@code forEach} with as many keys. */
    private static Optional<String> keys(PropertyPath path, Node root) {
        return last(path)
                .filter(word -> word.equals("count"))
                .flatMap(_ -> at(root, path))
                .flatMap(node -> node.toValue() instanceof Value.Str
                        ? Optional.of(
                                "Write `when: ${…}` for a block that may be absent, and `forEach` with a key for each"
                                        + " for one that is there several times.")
                        : node.toValue() instanceof Value.Num(var number)
                                        && number.signum() > 0
                                        && number.compareTo(BigDecimal.TEN) <= 0
                                ? Optional.of(IntStream.range(0, number.intValue())
                                        .mapToObj(i -> "\"" + i + "\"")
                                        .collect(Collectors.joining(
                                                ", ",
                                                "Write `forEach: [",
                                                "]`, or better a name for each, and `${each.key}` in the properties.")))
                                : Optional.empty());
    }

    /**
     * Adds to the hint that properties belong under {@code properties}, because most unknown names in a block are
     * properties of its object.
     */
    private static String besides(PropertyPath path, String hint) {
        var inBlock = path.steps().size() == 3
                && path.property().filter(Set.of("resources", "data")::contains).isPresent();
        return inBlock && hint.startsWith("There are")
                ? "Properties of the object itself stand under `properties`. Beside that t" + hint.substring(1)
                : hint;
    }

    private static Optional<String> last(PropertyPath path) {
        return path.steps().isEmpty() || !(path.steps().getLast() instanceof Step.Name(var name))
                ? Optional.empty()
                : Optional.of(name);
    }

    private static Optional<Node> at(Node root, PropertyPath path) {
        var here = Optional.of(root);
        for (var step : path.steps()) {
            here = here.flatMap(node -> switch (node) {
                case Node.Mapping mapping when step instanceof Step.Name(var name) -> mapping.get(name);
                case Node.Sequence(var items, var _)
                when step instanceof Step.Index(var i) && i < items.size() -> Optional.of(items.get(i));
                default -> Optional.empty();
            });
        }
        return here;
    }
}
