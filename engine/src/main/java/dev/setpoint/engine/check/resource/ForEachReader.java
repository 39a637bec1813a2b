package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the resources that a block with {@code forEach} makes: one for each entry of a map, for each string of a list,
 * or for each file that a pattern matches. Their keys must be known before anything is read.
 */
public final class ForEachReader {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    public static final String OPTION = "forEach";

    /** A key becomes part of an address, which people type and which stands in quotes. */
    private static final Pattern KEY = Pattern.compile("[^\"\\\\\\p{Cntrl}]{1,256}");

    private final SpecFiles files;
    private final TermReader reader;
    private final StackNames names;
    private final WhenReader conditions;
    private final Scope scope;
    private final CheckProblems problems;

    /**
     * @param files that patterns may match
     * @param scope what is known before anything is read
     */
    public ForEachReader(
            SpecFiles files,
            TermReader reader,
            StackNames names,
            WhenReader conditions,
            Scope scope,
            CheckProblems problems) {
        this.files = files;
        this.reader = reader;
        this.names = names;
        this.conditions = conditions;
        this.scope = scope;
        this.problems = problems;
    }

    /**
     * Returns the instances of every block with the option, by the block's name. Blocks whose instances are not known
     * are left out, and so are those that are off.
     */
    public Map<String, Map<String, BlockInstance>> read(Node.Mapping section, Root root) {
        var blocks = new LinkedHashMap<String, Map<String, BlockInstance>>();
        section.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Node.Mapping block) {
                var typer = new TermTyper(names.within(root, name), problems);
                block.get(OPTION)
                        .filter(_ -> !conditions.isOff(root, name))
                        .flatMap(option -> instances(option, typer))
                        .ifPresent(instances -> blocks.put(name, instances));
            }
        });
        return blocks;
    }

    private Optional<Map<String, BlockInstance>> instances(Node option, TermTyper typer) {
        var term = typer.infer(reader.read(option)).term();
        if (term instanceof Term.MapTerm(var entries, var _)) {
            return entries(entries, typer);
        }
        if (term instanceof Term.Literal(var value, var _) && !(value instanceof Value.Str)) {
            // The grammar has complained of it.
            return Optional.empty();
        }
        try {
            return instances(term.evaluate(scope), term.span(), typer);
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    /** Reads a literal map. What its values read need not be known. An entry that is known to be null is left out. */
    private Optional<Map<String, BlockInstance>> entries(Map<String, Term> entries, TermTyper typer) {
        var instances = new ArrayList<BlockInstance>();
        entries.forEach((key, value) -> {
            var instance = new BlockInstance(key, value, ANY).typed(typer);
            if (!isNull(instance.value())) {
                instances.add(instance);
            }
        });
        return keyed(instances);
    }

    private boolean isNull(Term value) {
        try {
            return value.evaluate(scope).revealed() instanceof Value.Null;
        } catch (LocatedEvaluationException e) {
            // The problem is reported where the value is used.
            return false;
        }
    }

    private Optional<Map<String, BlockInstance>> instances(Value value, Span span, TermTyper typer) {
        return switch (value) {
            case Value.Map(var entries) -> {
                var terms = new LinkedHashMap<String, Term>();
                entries.forEach((key, entry) -> terms.put(key, new Term.Literal(entry, span)));
                yield entries(terms, typer);
            }
            case Value.List(var items) -> texts(items, span);
            case Value.Str(var pattern) -> files(pattern, span);
            case Value.Unknown(var waiting, var _) -> {
                late(waiting, span);
                yield Optional.empty();
            }
            case Value.Secret _, Value.Redacted _ -> secret(span);
            case Value.Null _, Value.Bool _, Value.Num _ -> {
                problems.error("SP0231", span, "`forEach` takes a map, a list of strings or a pattern of files.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Map<String, BlockInstance>> secret(Span span) {
        problems.error("SP0231", span, "`forEach` cannot be secret: its keys are shown as addresses.");
        return Optional.empty();
    }

    private Optional<Map<String, BlockInstance>> texts(List<Value> items, Span span) {
        var instances = new ArrayList<BlockInstance>();
        for (var item : items) {
            switch (item) {
                case Value.Str(var text) -> instances.add(BlockInstance.of(text, text, span));
                case Value.Null _ -> {}
                case Value.Unknown(var waiting, var _) -> {
                    late(waiting, span);
                    return Optional.empty();
                }
                case Value.Secret _, Value.Redacted _ -> {
                    return secret(span);
                }
                default -> {
                    problems.add(Diagnostic.error("SP0231", span, "A list under `forEach` may hold strings only.")
                            .hint(
                                    item instanceof Value.Map || item instanceof Value.List
                                            ? "Write a map: its keys become part of the addresses, such as"
                                                    + " `buckets[\"eu\"]`, and `each.value` is what it holds under them."
                                            : "Put it in quotes, or write `string(x)`: it becomes part of an address,"
                                                    + " such as `buckets[\"eu\"]`."));
                    return Optional.empty();
                }
            }
        }
        return keyed(instances);
    }

    private Optional<Map<String, BlockInstance>> files(String pattern, Span span) {
        return FileSet.matching(files, pattern)
                .fold(
                        diagnostics -> {
                            diagnostics.forEach(problem -> problems.add(problem.at(Optional.of(span))));
                            return Optional.empty();
                        },
                        found -> keyed(found.entrySet().stream()
                                .map(file -> BlockInstance.of(file.getKey(), file.getValue(), span))
                                .toList()));
    }

    private Optional<Map<String, BlockInstance>> keyed(List<BlockInstance> instances) {
        var keyed = new LinkedHashMap<String, BlockInstance>();
        for (var instance : instances) {
            var span = instance.value().span();
            if (!KEY.matcher(instance.key()).matches()) {
                problems.error(
                        "SP0232",
                        span,
                        "A key of `forEach` has 1 to 256 characters, and no quotes, backslashes or line breaks.");
                return Optional.empty();
            }
            if (keyed.put(instance.key(), instance) != null) {
                problems.error("SP0232", span, "`forEach` has `" + instance.key() + "` twice.");
                return Optional.empty();
            }
        }
        return Optional.of(keyed);
    }

    /** Reports a value that is not known yet, unless it is an input without a value, which is reported elsewhere. */
    private void late(String waiting, Span span) {
        if (!waiting.startsWith("inputs.")) {
            problems.add(Diagnostic.error(
                            "SP0230",
                            span,
                            "The keys of `forEach` must be known before the cloud is read, and `" + waiting
                                    + "` is known only afterwards.")
                    .hint("Build the keys from inputs, locals and literals. The values of a map may be known later."));
        }
    }
}
