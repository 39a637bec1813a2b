package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Parses YAML text into a {@link Document}. Every text gives a document or diagnostics, in time proportional to its
 * length.
 */
public final class Parser {

    /** Limit of nesting, because SnakeYAML's composer is recursive. */
    private static final int DEEPEST = 100;

    /** The beginning of a block in Terraform's language. */
    private static final Pattern HCL = Pattern.compile(
            "^\\s*(resource|data|variable|output|module|provider|terraform|locals)\\b[^:=]*\\{\\s*$",
            Pattern.MULTILINE);

    /** Reads a stack file. */
    public Result<Document> parse(Source source) {
        return parse(source, FileKind.STACK);
    }

    public Result<Document> parse(Source source, FileKind kind) {
        if (source.text().isBlank()) {
            return Result.failed(Diagnostic.error("SP0101", start(source), "The " + kind.noun() + " is empty.")
                    .hint(kind.beginning()));
        }
        var problems = new ArrayList<Diagnostic>();
        var root = compose(source, kind, problems);
        if (root.isEmpty()) {
            if (problems.isEmpty()) {
                problems.add(
                        Diagnostic.error("SP0101", start(source), "The " + kind.noun() + " holds nothing but comments.")
                                .hint(kind.beginning()));
            }
            return new Result.Failed<>(problems);
        }
        var tree = new TreeReader(source, problems);
        if (!(root.get() instanceof MappingNode mapping)) {
            problems.add(
                    Diagnostic.error("SP0102", tree.span(root.get()), kind.subject() + " is a map of names to values.")
                            .hint((HCL.matcher(source.text()).find() ? "This is HCL, and Setpoint reads YAML. " : "")
                                    + kind.beginning()));
            return new Result.Failed<>(problems);
        }
        var converted = tree.mapping(mapping);
        return Result.of(new Document(source, converted), problems);
    }

    /** Reads a short text as YAML or JSON, for the value of an input; empty when it is neither. */
    public static Optional<Value> value(String text) {
        var source = new Source("", text);
        var problems = new ArrayList<Diagnostic>();
        return compose(source, FileKind.INPUTS, problems)
                .map(node -> new TreeReader(source, problems).node(node).toValue())
                .filter(_ -> problems.isEmpty());
    }

    /** Reads any text as YAML; nothing but comments is null. */
    public static Result<Value> text(String text) {
        var source = new Source("", text);
        var problems = new ArrayList<Diagnostic>();
        var value = compose(source, FileKind.INPUTS, problems)
                .map(node -> new TreeReader(source, problems).node(node).toValue())
                .orElse(Value.Null.VALUE);
        return Result.of(value, problems);
    }

    private static Optional<Node> compose(Source source, FileKind kind, List<Diagnostic> problems) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        var reader = new TextReader(withoutMark(source.text()));
        var unprintable = reader.firstUnprintable();
        if (unprintable.isPresent()) {
            problems.add(unreadable(source, unprintable.getAsInt(), reader.pointAt(unprintable.getAsInt())));
            return Optional.empty();
        }
        Optional<Node> first = Optional.empty();
        try {
            var composer = new Composer(new ParserImpl(reader, options), new PlainTags(), options);
            if (composer.checkNode()) {
                first = Optional.of(composer.getNode());
            }
            if (composer.checkNode()) {
                second(source, kind, composer.getNode()).ifPresent(problems::add);
            }
        } catch (MarkedYAMLException e) {
            problems.addAll(SyntaxErrors.of(source, e));
        } catch (YAMLException e) {
            problems.add(SyntaxErrors.unmarked(Marks.at(source, reader.getMark()), e, DEEPEST));
        }
        return first;
    }

    /** The diagnostic for a second document; empty when nothing follows the `---`. */
    private static Optional<Diagnostic> second(Source source, FileKind kind, Node node) {
        var empty = node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
        return empty
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                                "SP0104",
                                Marks.at(source, node.getStartMark()),
                                "A second YAML document begins here; "
                                        + kind.subject().toLowerCase(Locale.ROOT) + " holds one.")
                        .hint("Remove the line `---` above if both are one, or put this into a file of its own."));
    }

    /** A byte order mark says nothing in UTF-8 and is not content. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Diagnostic unreadable(Source source, int index, int point) {
        return Diagnostic.error(
                "SP0107",
                Marks.atIndex(source, index),
                String.format(Locale.ROOT, "The character U+%04X is not allowed in YAML.", point));
    }

    private static Span start(Source source) {
        return new Span(source, 1, 1, 1, 1);
    }
}
