package dev.setpoint.engine.planning;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans against a cloud in memory and a literal state. */
public final class Plans {

    private final MemoryCloud cloud;
    private final TreeMap<Address, ResourceState> resources = new TreeMap<>();
    private Map<String, Realm> realms = Map.of("test", Realm.of("memory/here"));
    private long serial = 1;
    private Value.Map defaultTags = Value.Map.EMPTY;

    public Plans(MemoryCloud cloud) {
        this.cloud = cloud;
    }

    private final DigestKey digestKey = DigestKey.of(DigestKey.fresh().text());

    public TestStack stack() {
        return new TestStack();
    }

    /** Adds a thing to the cloud and the state, with its address as name. */
    public void applied(String name, Map<String, Value> properties, String... dependencies) {
        var all = new Value.Map(properties).with("name", Value.of(name));
        there(name, all);
        put(resource(name, MemoryProvider.THING, all, outputs(name), true, dependencies));
    }

    /** Adds an object without a region to the cloud and the state. */
    void appliedEverywhere(String name) {
        cloud.put(name, new MemoryCloud.Thing(MemoryProvider.KEY, outputs(name)));
        put(resource(name, MemoryProvider.KEY, Value.Map.EMPTY, outputs(name), true));
    }

    /** Adds a thing whose creation was interrupted after it got its identity. */
    void incomplete(String name, Map<String, Value> properties) {
        there(name, new Value.Map(properties).with("name", Value.of(name)));
        put(resource(name, MemoryProvider.THING, Value.Map.EMPTY, Value.Map.EMPTY, false));
    }

    void kept(String name, Map<String, Value> properties) {
        var outputs = Value.Map.EMPTY.with("id", Value.of("1"));
        put(resource(name, MemoryProvider.KEPT, new Value.Map(properties), outputs, true));
    }

    /** Adds a thing to the cloud only. */
    void there(String name, Value.Map properties) {
        cloud.put(name, new MemoryCloud.Thing(MemoryProvider.THING, properties.plus(outputs(name))));
    }

    private static Value.Map outputs(String name) {
        return Value.Map.EMPTY.with("arn", Value.of("arn:" + name)).with("revision", Value.of(1));
    }

    private static ResourceState resource(
            String name,
            TypeName type,
            Value.Map applied,
            Value.Map outputs,
            boolean complete,
            String... dependencies) {
        var used = new TreeSet<Address>();
        List.of(dependencies).forEach(other -> used.add(Address.resource(other)));
        return new ResourceState(
                Address.resource(name),
                type,
                "test",
                new Identity(name),
                applied,
                outputs,
                used,
                false,
                false,
                complete,
                List.of());
    }

    void put(ResourceState resource) {
        resources.put(resource.address(), resource);
    }

    void protect(String name) {
        var resource = Objects.requireNonNull(resources.get(Address.resource(name)));
        put(new ResourceState(
                resource.address(),
                resource.type(),
                resource.provider(),
                resource.identity(),
                resource.applied(),
                resource.outputs(),
                resource.dependencies(),
                true,
                false,
                true,
                List.of()));
    }

    void depose(String name, String identity) {
        var resource = Objects.requireNonNull(resources.get(Address.resource(name)));
        put(resource.withDeposed(
                List.of(new ResourceState.Deposed(new Identity(identity), Value.Map.EMPTY, new TreeSet<>()))));
    }

    /** @param place {@code account/region} */
    void realm(String place) {
        realms = Map.of("test", Realm.of(place));
    }

    public void serial(long number) {
        serial = number;
    }

    void defaultTags(Value.Map tags) {
        defaultTags = tags;
    }

    State state() {
        return new State(
                "shop",
                "lineage",
                serial,
                realms,
                Map.of(),
                resources,
                Value.Map.EMPTY,
                Value.Map.EMPTY,
                digestKey,
                Optional.empty());
    }

    public Plan plan(TestStack stack) {
        return plan(stack, PlanOptions.APPLY);
    }

    Plan plan(TestStack stack, PlanOptions options) {
        return result(stack, options, Event.Listener.NONE)
                .fold(
                        problems -> {
                            throw new AssertionError(problems.toString());
                        },
                        plan -> plan);
    }

    <C extends Change> C only(TestStack stack, Class<C> kind) {
        return kind.cast(plan(stack).changes().getFirst());
    }

    List<Diagnostic> problems(TestStack stack) {
        return problems(stack, PlanOptions.APPLY);
    }

    List<Diagnostic> problems(TestStack stack, PlanOptions options) {
        return TestPlans.applicable(result(stack, options, Event.Listener.NONE)).diagnostics();
    }

    Result<Plan> result(TestStack stack, PlanOptions options, Event.Listener listener) {
        var graph = configured(stack.graph());
        var environment = new EngineSettings(
                List.of(new MemoryProvider.Factory(cloud)), Map.of(), false, Path.of("unused"), Path.of("unused"), 8);
        try (var providers = new Providers(graph.stack(), environment)) {
            return new Planner(providers, TestStack.SCHEMAS).plan(graph, Assessment.NONE, state(), options, listener);
        }
    }

    private Graph configured(Graph graph) {
        var stack = graph.stack();
        var settings = TestStack.literal(Value.Map.EMPTY.with("defaultTags", defaultTags));
        var block = new Stack.ProviderBlock("test", settings, TestStack.SPAN);
        var configured = new Stack(
                stack.name(),
                stack.members(),
                stack.environment(),
                stack.source(),
                stack.parts(),
                stack.digest(),
                stack.inputs(),
                stack.stateSettings(),
                stack.locals(),
                Map.of("test", block),
                Map.of(),
                stack.data(),
                stack.resources(),
                stack.off(),
                stack.outputs(),
                stack.assertions(),
                stack.section());
        return new Graph(configured, graph.dependencies(), graph.order());
    }

    /** Returns a change in a few signs: {@code -/+ a}. */
    static String summary(Change change) {
        var sign = switch (change) {
            case Change.Create _ -> "+ ";
            case Change.Update _ -> "~ ";
            case Change.Replace _ -> "-/+ ";
            case Change.Delete _ -> "- ";
            case Change.Forget _ -> "forget ";
            case Change.Import _ -> "import ";
            case Change.Restore _ -> "restore ";
            case Change.Move(var _, var from, var _) -> from + " → ";
            case Change.Refresh _ -> "= ";
            case Change.NoOp _ -> "";
        };
        return sign + change.address();
    }
}
