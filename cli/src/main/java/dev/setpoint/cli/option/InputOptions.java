package dev.setpoint.cli.option;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.FileKind;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Bindings.Binding;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Values for the stack's inputs: from its environment, variables, files and the command line; the later wins. */
final class InputOptions {

    private static final Pattern QUOTATION = Pattern.compile("`[^`]*`");

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description = "Value of an input; may be repeated. Overrides `--inputs` files and SETPOINT_INPUT_<NAME>.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description =
                    "YAML or JSON file with values of inputs; may be repeated. Later files override earlier ones.")
    private List<String> files = new ArrayList<>();

    /**
     * @param stack the stack file: variables for inputs that it does not declare belong to other stacks
     * @param environment values in the file of the stack's environment
     * @param saved values of a saved plan, which hold those of environment and variables
     */
    Result<Bindings> bindings(
            Console console, Document stack, Map<String, Binding> environment, Map<String, Binding> saved) {
        var variables = InputVariables.of(console.variables(), stack);
        var layers = new ArrayList<Map<String, Binding>>();
        layers.add(without(environment, saved.keySet()));
        layers.add(without(variables.values(), saved.keySet()));
        layers.add(saved);
        var problems = new ArrayList<Diagnostic>();
        for (var file : files) {
            var read = fromFile(console, file);
            problems.addAll(read.diagnostics());
            if (read instanceof Result.Ok<Map<String, Binding>>(var found, var _)) {
                layers.add(found);
            }
        }
        var options = new LinkedHashMap<String, Binding>();
        for (var input : inputs) {
            var equals = input.indexOf('=');
            if (equals <= 0) {
                // What was meant is not repeated: it may well be the secret itself.
                problems.add(Diagnostic.error("SP0920", "An `--input` names no input, or gives it no value.")
                        .hint("Write each as `--input name=value`."));
            } else {
                var name = input.substring(0, equals);
                options.put(name, new Binding(Value.of(input.substring(equals + 1)), true, "--input " + name));
            }
        }
        layers.add(options);
        var bindings = new Bindings(layers);
        problems.addAll(variables.problems(bindings.inputs()));
        return Result.of(bindings, problems);
    }

    private static Map<String, Binding> without(Map<String, Binding> layer, Set<String> names) {
        var rest = new LinkedHashMap<>(layer);
        rest.keySet().removeAll(names);
        return rest;
    }

    /** Tells whether the command line gives no value of an input. */
    boolean areLeftOut() {
        return inputs.isEmpty() && files.isEmpty();
    }

    /** Inputs in a saved plan. Sensitive ones are not in it and must be given again. */
    static Map<String, Binding> saved(PlanFile file) {
        var values = new LinkedHashMap<String, Binding>();
        file.plan().inputs().entries().forEach((name, value) -> {
            if (!(value instanceof Value.Redacted)) {
                values.put(name, new Binding(value, false, file.name()));
            }
        });
        return values;
    }

    /** Options that give the same inputs again, without sensitive ones. */
    List<String> again(Document stack) {
        var declared = InputVariables.declarations(stack);
        var words = new ArrayList<String>();
        files.forEach(file -> words.addAll(List.of("--inputs", file)));
        inputs.stream()
                .filter(input -> Optional.ofNullable(declared.get(input.split("=", 2)[0]))
                        .filter(entry -> isPublic(entry.value()))
                        .isPresent())
                .forEach(input -> words.addAll(List.of("--input", input)));
        return words;
    }

    private static boolean isPublic(Node declaration) {
        return declaration instanceof Node.Mapping mapping
                && mapping.get("sensitive").isEmpty();
    }

    /** Reads an input file. JSON is YAML, so one parser serves both. */
    private static Result<Map<String, Binding>> fromFile(Console console, String file) {
        return SourceFile.read(console.path(file), file)
                .then(source -> discreet(new Parser().parse(source, FileKind.INPUTS)))
                .then(document -> {
                    var found = new LinkedHashMap<String, Binding>();
                    var problems = new ArrayList<Diagnostic>();
                    document.root().entries().forEach((name, entry) -> {
                        if (entry.value().isForgotten()) {
                            problems.add(Diagnostic.error(
                                            "SP0335",
                                            "The input `" + name + "` has no value in "
                                                    + entry.key().place() + ".")
                                    .hint("Write `null` for the input's default."));
                        }
                        found.put(
                                name,
                                new Binding(
                                        value(entry.value()), false, entry.key().place()));
                    });
                    return Result.of(found, problems);
                });
    }

    /** Removes source text from problems of an input file, since any line may be a secret. */
    private static Result<Document> discreet(Result<Document> parsed) {
        return switch (parsed) {
            case Result.Ok<Document>(var document, var warnings) ->
                new Result.Ok<>(
                        document, warnings.stream().map(InputOptions::discreet).toList());
            case Result.Failed<Document>(var problems) ->
                new Result.Failed<>(
                        problems.stream().map(InputOptions::discreet).toList());
        };
    }

    private static Diagnostic discreet(Diagnostic problem) {
        return new Diagnostic(
                problem.severity(),
                problem.code(),
                discreet(problem.message()),
                problem.span()
                        .map(span -> new Span(
                                new Source(span.source().name(), ""),
                                span.line(),
                                span.column(),
                                span.endLine(),
                                span.endColumn())),
                problem.hint().map(InputOptions::discreet),
                List.of(),
                problem.answer());
    }

    /** Replaces quoted text by `…`, except for punctuation and the form of an entry. */
    private static String discreet(String sentence) {
        return QUOTATION
                .matcher(sentence)
                .replaceAll(match -> match.group().equals("`name: value`")
                                || match.group().codePoints().noneMatch(Character::isLetterOrDigit)
                        ? Matcher.quoteReplacement(match.group())
                        : "`…`");
    }

    private static Value value(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.value();
            case Node.Sequence(var items, var _) ->
                Value.of(items.stream().map(InputOptions::value).toList());
            case Node.Mapping(var entries, var _) -> {
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, entry) -> values.put(name, value(entry.value())));
                yield new Value.Map(values);
            }
        };
    }
}
