package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.input.InputReader;
import dev.setpoint.engine.check.resource.ForEachReader;
import dev.setpoint.engine.check.resource.OptionsReader;
import dev.setpoint.engine.check.resource.ResourceReader;
import dev.setpoint.engine.check.settings.ProviderReader;
import dev.setpoint.engine.check.settings.StateSettingsReader;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.LocalsReader;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.StaticTexts;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.InputScope;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the sections of a document in the order in which they need each other. Tolerates what the grammar has reported
 * already.
 */
final class StackReader {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private final Document document;
    private final SchemaCatalog catalog;
    private final Budget budget;
    private final CheckProblems problems;
    private final TermReader terms;

    /** @param budget of all expressions */
    StackReader(Document document, SchemaCatalog catalog, Budget budget, CheckProblems problems) {
        this.document = document;
        this.catalog = catalog;
        this.problems = problems;
        this.budget = budget;
        this.terms = new TermReader(problems, budget);
    }

    /** @param refusedInputs those whose declarations the grammar has refused */
    Stack read(Bindings bindings, Set<String> refusedInputs) {
        var inputs = new InputReader(section("inputs"), refusedInputs, bindings, budget, problems);
        var unordered = new LocalsReader(section("locals"), terms, problems);
        var known = StackNames.of(
                inputs.types(),
                section("locals").entries().keySet(),
                types("data", TypeSchema.Kind.DATA),
                types("resources", TypeSchema.Kind.RESOURCE),
                repeated());
        var locals = unordered.type(new TermTyper(known, problems), known);
        var names = repeated().isEmpty() ? known : instances(known, scope(inputs, locals), bindings);
        var typer = new TermTyper(names, problems);
        if (!repeated().isEmpty()) {
            // Locals are typed again, because the instances that they read are known now.
            locals = unordered.type(typer, names);
        }
        var providers = new ProviderReader(catalog, problems);
        providers.declare(section("providers"), terms, typer, locals);
        var data = data(
                names,
                typer,
                new OptionsReader(
                        names, new StaticTexts(terms, typer, scope(inputs, locals), problems), Map.of(), problems),
                providers);
        var resources =
                new ResourceReader(names, scope(inputs, locals), terms, providers, problems).read(section("resources"));
        return new Stack(
                name(),
                document.source(),
                Redaction.sha256(document.source().text()),
                inputs.values(),
                new StateSettingsReader(SchemaFiles.bundled(), problems).read(document, terms, typer, inputs.values()),
                locals,
                providers.blocks(),
                Map.of(),
                data,
                resources,
                outputs(typer),
                Optional.ofNullable(document.root().entries().get("resources"))
                        .map(Node.Entry::key)
                        .orElseGet(() -> new Span(document.source(), 1, 1, 1, 2)));
    }

    private String name() {
        return YamlMembers.text(document.root(), "stack").map(Node.Scalar::text).orElse("stack");
    }

    private Scope scope(InputReader inputs, Map<String, Term> locals) {
        return new InputScope(name(), inputs.values(), locals);
    }

    /**
     * Returns the names with the instances that {@code forEach} makes. The values of instances may read other
     * instances.
     */
    private StackNames instances(StackNames known, Scope scope, Bindings bindings) {
        var found = new ForEachReader(bindings.files(), terms, new TermTyper(known, problems), scope, problems)
                .read(section("resources"));
        var typer = new TermTyper(known.with(found), problems);
        found.replaceAll((_, instances) -> {
            var typed = new LinkedHashMap<String, BlockInstance>();
            instances.forEach((key, instance) -> typed.put(key, instance.typed(typer)));
            return typed;
        });
        return known.with(found);
    }

    /** The resources with {@code forEach}. */
    private Set<String> repeated() {
        return section("resources").entries().entrySet().stream()
                .filter(entry -> entry.getValue().value() instanceof Node.Mapping block
                        && block.get(ForEachReader.OPTION).isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Node.Mapping section(String name) {
        return YamlMembers.mapping(document.root(), name);
    }

    private Map<String, Optional<TypeSchema>> types(String section, TypeSchema.Kind kind) {
        var types = new LinkedHashMap<String, Optional<TypeSchema>>();
        section(section).entries().forEach((name, entry) -> types.put(name, type(entry.value(), kind)));
        return types;
    }

    private Optional<TypeSchema> type(Node block, TypeSchema.Kind kind) {
        var written = block instanceof Node.Mapping mapping
                ? YamlMembers.text(mapping, "type")
                : Optional.<Node.Scalar>empty();
        if (written.isEmpty() || written.get().text().contains("${")) {
            return Optional.empty();
        }
        var text = written.get().text();
        var name = new TypeName(text);
        var type = catalog.find(name, kind);
        if (type.isEmpty()) {
            var isData = kind == TypeSchema.Kind.DATA;
            if (catalog.find(name, isData ? TypeSchema.Kind.RESOURCE : TypeSchema.Kind.DATA)
                    .isPresent()) {
                problems.error(
                        "SP0216",
                        written.get().span(),
                        isData
                                ? "`" + text + "` is a resource type; it belongs under `resources`."
                                : "`" + text + "` is a data source; it belongs under `data`.");
            } else {
                var all = catalog.names(kind).stream().map(TypeName::text).toList();
                problems.add(Diagnostic.error("SP0215", written.get().span(), "There is no type `" + text + "`.")
                        .hint(Nearest.hint(text, all).or(() -> similar(text, all))));
            }
        }
        return type;
    }

    /** Types that end alike: {@code aws.s3.Bucket}, {@code s3.bucket}. */
    private static Optional<String> similar(String text, List<String> all) {
        var last = text.substring(text.lastIndexOf('.') + 1);
        return all.stream()
                .filter(name -> name.endsWith("." + last))
                .findFirst()
                .map("Did you mean `%s`?"::formatted);
    }

    private Map<Address, DataBlock> data(
            StackNames names, TermTyper typer, OptionsReader options, ProviderReader providers) {
        var blocks = new LinkedHashMap<Address, DataBlock>();
        section("data").entries().forEach((name, entry) -> {
            var address = Address.data(name);
            var type = names.dataSource(name);
            if (type.isPresent() && entry.value() instanceof Node.Mapping block) {
                blocks.put(
                        address,
                        new DataBlock(
                                address,
                                type.get(),
                                providers.of(block, type.get(), entry.key()),
                                typer.check(
                                        terms.properties(block, entry.key()),
                                        type.get().properties()),
                                options.dependsOn(block),
                                entry.key()));
            } else {
                typer.infer(terms.read(entry.value()));
            }
        });
        return blocks;
    }

    private Map<String, Stack.OutputBlock> outputs(TermTyper typer) {
        var outputs = new LinkedHashMap<String, Stack.OutputBlock>();
        section("outputs").entries().forEach((name, entry) -> {
            var options = entry.value() instanceof Node.Mapping mapping
                    ? Optional.of(mapping)
                    : Optional.<Node.Mapping>empty();
            var value = options.flatMap(mapping -> mapping.get("value")).orElse(entry.value());
            var sensitive = options.flatMap(mapping -> mapping.get("sensitive"))
                    .filter(node -> node.toValue().equals(Value.of(true)))
                    .isPresent();
            outputs.put(name, new Stack.OutputBlock(name, typer.check(terms.read(value), ANY), sensitive, entry.key()));
        });
        return outputs;
    }
}
