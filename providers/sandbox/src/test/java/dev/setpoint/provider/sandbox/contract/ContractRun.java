package dev.setpoint.provider.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One stack on one cloud, driven through the engine as the command line does it. */
public final class ContractRun {

    private final Cloud cloud;
    private final Engine engine;
    private final StateStore store;
    private final Bindings bindings;

    /** Checked stacks: the same spec is run several times. */
    private final Map<Source, Graph> graphs = new HashMap<>();

    public ContractRun(Cloud cloud, Path folder, Map<String, String> inputs) {
        this(cloud, folder, inputs, EngineSettings.DEFAULT_PARALLELISM);
    }

    ContractRun(Cloud cloud, Path folder, Map<String, String> inputs, int parallelism) {
        this.cloud = cloud;
        this.engine = new Engine(SchemaFiles.bundled(), cloud.environment(folder, parallelism));
        this.store = new StateStore(new FolderStorage(folder.resolve("state")), "contract", Sealer.NONE);
        var values = new HashMap<String, Bindings.Binding>();
        inputs.forEach((name, text) -> values.put(name, new Bindings.Binding(Value.of(text), true, "the test")));
        this.bindings = new Bindings(values);
    }

    Graph graph(Source source) {
        return graphs.computeIfAbsent(source, spec -> value(check(spec).then(engine::order)));
    }

    public Plan plan(Source source) {
        return value(TestPlans.applicable(engine.plan(graph(source), state(), PlanOptions.APPLY, Event.Listener.NONE)));
    }

    /** Plans; the plan may be blocked. */
    public Plan preview(Source source) {
        return value(engine.plan(graph(source), state(), PlanOptions.APPLY, Event.Listener.NONE));
    }

    /** Plans with a state that does not know the subject and a spec that imports it by its identity. */
    Plan takingOver(Source source, Identity id) {
        var stack = graph(source).stack();
        var subject = Address.resource(Contract.SUBJECT);
        var block = stack.resource(subject).orElseThrow();
        var graph = value(engine.order(stack.with(block.importing(id.value()))));
        var others = new HashMap<>(state().resources());
        others.remove(subject);
        return value(TestPlans.applicable(
                engine.plan(graph, state().withResources(others), PlanOptions.APPLY, Event.Listener.NONE)));
    }

    /** Returns the problems of the spec itself. */
    public List<Diagnostic> problems(Source source) {
        return check(source).diagnostics();
    }

    private Result<Stack> check(Source source) {
        return new Parser().parse(source).then(document -> engine.check(document, bindings));
    }

    /** Returns the state with the resource of one address under another address, too. */
    public void share(Address from, Address to) {
        try (var session = value(store.lock("contract", Duration.ZERO))) {
            value(session.write(state -> {
                var resources = new HashMap<>(state.resources());
                resources.put(to, state.resource(from).orElseThrow().withAddress(to));
                return state.withResources(resources);
            }));
        }
    }

    public Plan apply(Source source) {
        return run(source, PlanOptions.APPLY);
    }

    public Plan destroy(Source source) {
        return run(source, PlanOptions.DESTROY);
    }

    public State state() {
        return value(store.read());
    }

    Providers providers(Source source) {
        return engine.providers(graph(source).stack());
    }

    private Plan run(Source source, PlanOptions options) {
        try (var session = value(store.lock("contract", Duration.ZERO))) {
            var graph = graph(source);
            var state = value(engine.recover(graph.stack(), session, Event.Listener.NONE));
            var plan = value(engine.plan(graph, state, options, Event.Listener.NONE));
            var outcome = engine.apply(plan, session, Event.Listener.NONE, new Cancellation());
            assertThat(problems(outcome)).as("problems of the apply").isEmpty();
            return plan;
        }
    }

    private static List<String> problems(Outcome outcome) {
        var all = outcome.failed().values().stream().map(ContractRun::text).collect(Collectors.toList());
        outcome.problems().stream().map(ContractRun::text).forEach(all::add);
        return all;
    }

    /** Returns the properties that the plan would change, apart from those that this cloud is known to lose. */
    public List<String> differences(Plan plan) {
        return plan.changes().stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .flatMap(this::differences)
                .toList();
    }

    private Stream<String> differences(Change change) {
        return change instanceof Change.Delete || change instanceof Change.Forget
                ? Stream.of(change.address().text())
                : KnownGaps.real(cloud, change).stream().map(property -> change.address() + "." + property.path());
    }

    Change subject(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.address().equals(Address.resource(Contract.SUBJECT)))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T value(Result<T> result) {
        return result.fold(
                problems -> {
                    throw new AssertionError(
                            problems.stream().map(ContractRun::text).collect(Collectors.joining("\n")));
                },
                value -> value);
    }

    private static String text(Diagnostic diagnostic) {
        return diagnostic.code() + " " + diagnostic.message()
                + diagnostic.hint().map(h -> " (" + h + ")").orElse("");
    }
}
