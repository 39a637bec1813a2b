package dev.setpoint.engine.check;

import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.input.DeprecatedInputs;
import dev.setpoint.engine.check.input.InputReader;
import dev.setpoint.engine.check.module.Expansion;
import dev.setpoint.engine.check.module.FileArguments;
import dev.setpoint.engine.check.module.ModuleFiles;
import dev.setpoint.engine.check.module.ScopeReader;
import dev.setpoint.engine.check.settings.ProviderReader;
import dev.setpoint.engine.check.settings.StateSettingsReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.value.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a document as a stack, with the modules that it calls. Tolerates what the grammar has complained of. */
final class StackReader {

    private final Document document;
    private final SchemaCatalog catalog;
    private final Budget budget;
    private final CheckProblems problems;

    /** @param budget of all expressions */
    StackReader(Document document, SchemaCatalog catalog, Budget budget, CheckProblems problems) {
        this.document = document;
        this.catalog = catalog;
        this.problems = problems;
        this.budget = budget;
    }

    /**
     * A stack and the files that it was read from.
     *
     * @param calls the places of the calls, by the modules that they make
     * @param documents of the modules
     * @param typer of expressions that use the names of the stack
     */
    record Read(Stack stack, Map<ModulePath, Span> calls, Map<Source, Document> documents, TermTyper typer) {}

    /** @param refusedInputs those whose declarations the grammar has refused */
    Read read(Bindings bindings, ModuleFiles modules, Set<String> refusedInputs) {
        var inputs =
                new InputReader(section("inputs"), refusedInputs, Optional.of(bindings), catalog, budget, problems);
        DeprecatedInputs.report(inputs, problems);
        var members = StackMembers.of(name(), bindings.environment());
        var all = new Expansion(
                members, inputs.values(), inputs.origins(), catalog, budget, problems, bindings.files(), modules);
        var providers = new ProviderReader(catalog, problems);
        var read = new ScopeReader(all, document, "", ModulePath.ROOT, inputs.types())
                .read(
                        typer -> {
                            providers.declare(section("providers"), all.terms(), typer, all.locals());
                            return providers;
                        },
                        true);
        new Protection(document, bindings.environment(), problems)
                .apply(all.resources(), all.off().blocks());
        var outputs = new LinkedHashMap<String, Stack.OutputBlock>();
        read.outputs()
                .forEach((name, output) -> outputs.put(
                        name, new Stack.OutputBlock(name, output.value(), output.sensitive(), output.place())));
        new FileArguments(all)
                .check(outputs.values().stream().map(Stack.OutputBlock::value).toList());
        var stack = new Stack(
                bindings.environment()
                        .map(environment -> environment.of(name()))
                        .orElseGet(this::name),
                members,
                bindings.environment(),
                document.source(),
                document.parts(),
                digest(bindings, all),
                inputs.values(),
                new StateSettingsReader(SchemaFiles.bundled(), members, problems)
                        .read(document, all.terms(), read.typer(), inputs.values()),
                all.locals(),
                providers.blocks(),
                Map.of(),
                all.data(),
                all.resources(),
                all.off(),
                outputs,
                all.assertions(),
                Optional.ofNullable(document.root().entries().get("resources"))
                        .map(Node.Entry::key)
                        .orElseGet(() -> new Span(document.source(), 1, 1, 1, 2)));
        return new Read(stack, all.calls(), all.documents(), read.typer());
    }

    /** The digest of the spec's text, of its parts, its environment, the files of its modules and those that expressions read. */
    private String digest(Bindings bindings, Expansion all) {
        var own = Redaction.sha256(document.source().text());
        var environment =
                bindings.environment().map(Environment::source).stream().toList();
        var texts = Stream.of(document.parts(), environment, all.modules().sources())
                .flatMap(List::stream)
                .map(source -> Redaction.sha256(source.text()));
        var others = Stream.concat(texts, all.reads().digests()).toList();
        return others.isEmpty() ? own : Redaction.sha256(own + "\n" + String.join("\n", others));
    }

    private String name() {
        return YamlMembers.text(document.root(), "stack").map(Node.Scalar::text).orElse("stack");
    }

    private Node.Mapping section(String name) {
        return YamlMembers.mapping(document.root(), name);
    }
}
