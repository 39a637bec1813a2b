package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.assertion.AssertionJudge;
import dev.setpoint.engine.assertion.Verdict;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.LiteralSecrets;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.grammar.StackGrammar;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.module.ModuleFiles;
import dev.setpoint.engine.check.settings.BackendReader;
import dev.setpoint.engine.check.settings.ProviderSettingsCheck;
import dev.setpoint.engine.check.settings.StateSettingsReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.BudgetSpentError;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.module.LockedModules;
import dev.setpoint.engine.module.SourceAccess;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.Stack.StateSettings;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.validation.PropertyValidator;
import dev.setpoint.engine.validation.ProviderView;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks a document against the grammar, the schemas of its types and its own names. All problems are reported at
 * once, in the order of the file.
 */
public final class Checker {

    private final SchemaCatalog catalog;
    private final List<ProviderFactory> factories;
    private final AllowedAccess allowed;
    private final Supplier<Budget> budgets;
    private final PropertyValidator validator = PropertyValidator.shared();

    /**
     * @param factories provider factories whose rules are checked
     * @param allowed the hosts that remote modules may come from
     */
    public Checker(SchemaCatalog catalog, List<ProviderFactory> factories, AllowedAccess allowed) {
        this(catalog, factories, allowed, Budget::new);
    }

    /** Creates a checker without rules of providers, which checks only against schemas. */
    Checker(SchemaCatalog catalog) {
        this(catalog, List.of(), AllowedAccess.DEFAULT);
    }

    /** @param budgets makes the budget for the expressions of one document */
    Checker(SchemaCatalog catalog, List<ProviderFactory> factories, AllowedAccess allowed, Supplier<Budget> budgets) {
        this.catalog = catalog;
        this.factories = factories;
        this.allowed = allowed;
        this.budgets = budgets;
    }

    public Result<Stack> check(Document written, Bindings bindings) {
        return checked(written, bindings).map(Checked::stack);
    }

    /** Checks a document, and returns an evaluator of expressions that use its names. */
    public Result<ExpressionEvaluator> evaluator(Document written, Bindings bindings) {
        return checked(written, bindings)
                .map(checked -> new ExpressionEvaluator(checked.typer()::reportingTo, checked.values()));
    }

    /**
     * @param typer of expressions that use the names of the stack
     * @param values their values, as far as the spec alone gives them
     */
    private record Checked(Stack stack, TermTyper typer, StaticValues values) {}

    private Result<Checked> checked(Document written, Bindings bindings) {
        var modules = new ModuleFiles(
                bindings.files(),
                catalog,
                new LockedModules(bindings.files(), new SourceAccess(allowed, bindings.files())));
        var document = modules.hidden(inEnvironment(written, bindings));
        var problems = new CheckProblems(document.source());
        try {
            return check(document, bindings, modules, problems);
        } catch (BudgetSpentError e) {
            problems.add(e.diagnostic());
            return new Result.Failed<>(problems.sorted());
        }
    }

    private Result<Checked> check(Document document, Bindings bindings, ModuleFiles modules, CheckProblems problems) {
        var refused = new StackGrammar(SchemaFiles.bundled()).check(document, problems);
        requireStack(document, problems);
        var read = new StackReader(document, catalog, budgets.get(), problems).read(bindings, modules, refused);
        var stack = read.stack();
        var values = new StaticValues(stack);
        values.problems().forEach(problems::add);
        validate(document, read, values, problems);
        validateInputs(stack, values, problems);
        new ProviderSettingsCheck(catalog, problems).check(document, stack, values);
        OwnershipCheck.check(stack, values, problems);
        EnvironmentCheck.check(stack, problems);
        return Result.of(new Checked(stack, read.typer(), values), problems.sorted());
    }

    /** The document with the backend of the environment in the place of its own. */
    private static Document inEnvironment(Document written, Bindings bindings) {
        return bindings.environment()
                .flatMap(Environment::backend)
                .map(backend -> {
                    var entries = new LinkedHashMap<>(written.root().entries());
                    entries.put("backend", backend);
                    return written.with(new Node.Mapping(entries, written.root().span()));
                })
                .orElse(written);
    }

    private static void requireStack(Document document, CheckProblems problems) {
        var module = document.root().entries().get("module");
        if (module != null && !document.root().entries().containsKey("stack")) {
            problems.add(Diagnostic.error("SP0289", module.key(), "This is a module, and commands take stacks.")
                    .hint("Call it from a stack: `modules: {name: {source: ./path}}`."));
        }
    }

    /**
     * Reads the settings of the stack's state. For commands that need no more of the file: nothing else in it is
     * checked, and only the inputs that the settings use must be given.
     */
    public static Result<StateSettings> stateSettings(Document written, Bindings bindings) {
        var document = LiteralSecrets.hidden(inEnvironment(written, bindings));
        var problems = new CheckProblems(document.source());
        var name = YamlMembers.text(document.root(), "stack").map(Node.Scalar::text);
        var members = StackMembers.of(name.orElse(""), bindings.environment());
        var keeping = new StateSettingsReader(SchemaFiles.bundled(), members, problems).alone(document, bindings);
        return Result.of(keeping, problems.sorted());
    }

    /** Checks settings of a backend that come from outside a document against the schema of the backend. */
    public static Result<Value.Map> backend(String name, Value.Map settings) {
        return Result.of(
                settings,
                BackendReader.rules(SchemaFiles.bundled(), name).findings(settings).stream()
                        .map(finding -> Diagnostic.error(finding.code(), finding.message())
                                .hint(finding.hint()))
                        .toList());
    }

    /** Checks the content of an operator's policy file against {@code schemas/policy.schema.json}. */
    public static Result<Value.Map> policy(Document document) {
        var root = document.root();
        var content = root.toValue() instanceof Value.Map map ? map : Value.Map.EMPTY;
        return Result.of(
                content,
                SchemaRules.of(SchemaFiles.bundled(), "policy.schema.json", "the policy").findings(content).stream()
                        .map(finding ->
                                finding.at(SpecPositions.at(root, root.span(), finding.path(), finding.onName())))
                        .toList());
    }

    /**
     * Validates literals and values that can be evaluated from the spec alone. The rest is validated when it is known.
     */
    private void validate(Document document, StackReader.Read read, StaticValues values, CheckProblems problems) {
        var stack = read.stack();
        var settings = new StaticSettings(stack, values);
        var places = new SpecPlaces(stack);
        var rules = new SpecRules(factories, stack);
        stack.resources().values().forEach(block -> {
            var view = ProviderView.of(
                    block.provider(),
                    ProviderFactory.of(block.provider(), factories),
                    block.type(),
                    settings.of(block.provider()),
                    values.written(block));
            rules.written(block, view.properties());
            var node = node(document, read, "resources", block.address(), block.span());
            var found = validator.findings(block.type(), view);
            report(found, block.properties(), places, node, block.span(), Call.of(read, block.address()), problems);
        });
        // Of a block that is off, only what is written out is judged.
        stack.off().blocks().values().forEach(block -> {
            var node = node(document, read, "resources", block.address(), block.span());
            var found = validator.findings(block.type(), literals(block.properties()));
            report(found, block.properties(), places, node, block.span(), Call.of(read, block.address()), problems);
        });
        stack.data().values().forEach(block -> {
            var node = node(document, read, "data", block.address(), block.span());
            var found = validator.findings(block.type(), values.properties(block));
            report(found, block.properties(), places, node, block.span(), Call.of(read, block.address()), problems);
        });
        rules.check().forEach(problems::add);
    }

    private static Value.Map literals(Term properties) {
        return properties.literals().withoutNulls() instanceof Value.Map map ? map : Value.Map.EMPTY;
    }

    /** Evaluates the validations of inputs. Those that wait for a value are evaluated when it is known. */
    private static void validateInputs(Stack stack, StaticValues values, CheckProblems problems) {
        var judge = AssertionJudge.before(stack, values);
        stack.assertions().stream().filter(Assertion::isValidation).forEach(assertion -> {
            if (judge.verdict(assertion) instanceof Verdict.Fails(var problem)) {
                problems.add(problem);
            }
        });
    }

    /** The properties of a block, in the file that it stands in. */
    private static Node node(Document stack, StackReader.Read read, String section, Address address, Span block) {
        var document = read.documents().getOrDefault(block.source(), stack);
        return YamlMembers.at(YamlMembers.mapping(document.root(), section), address.block());
    }

    /** The call of the module that the block is part of. */
    private record Call(ModulePath module, Optional<Span> place) {

        static Call of(StackReader.Read read, Address address) {
            return new Call(address.module(), Optional.ofNullable(read.calls().get(address.module())));
        }

        /**
         * The problem with its second place: the property, if the value comes from elsewhere, or the call.
         *
         * @param elsewhere the place of the value, if it was passed to the module
         * @param here the place of the property
         */
        Diagnostic shown(Diagnostic problem, Optional<Span> elsewhere, Span here) {
            if (place.isEmpty()) {
                return problem;
            }
            return elsewhere
                            .filter(span -> !span.source().equals(here.source()))
                            .isPresent()
                    ? problem.related("used here, in `" + module + "`", here)
                    : problem.related("in `" + module + "`", place.get());
        }
    }

    private static void report(
            List<Violation> found,
            Term properties,
            SpecPlaces places,
            Node node,
            Span span,
            Call call,
            CheckProblems problems) {
        found.stream().map(violation -> violation.in(properties)).forEach(violation -> {
            var elsewhere = places.elsewhere(properties, violation.path());
            var here = SpecPositions.at(node, span, violation.path(), violation.onName());
            problems.add(call.shown(violation.at(elsewhere.orElse(here)), elsewhere, here));
        });
    }
}
