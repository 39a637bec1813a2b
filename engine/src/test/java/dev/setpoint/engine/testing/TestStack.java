package dev.setpoint.engine.testing;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.OffBlocks;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stack put together in Java instead of YAML, with its graph. Not changed once built on. */
public final class TestStack {

    public static final SchemaCatalog SCHEMAS = new SchemaFiles(TestStack.class.getClassLoader());
    public static final Span SPAN = new Span(new Source("test.yaml", ""), 1, 1, 1, 1);

    private final Map<Address, ResourceBlock> resources = new LinkedHashMap<>();
    private final Map<String, Stack.OutputBlock> outputs = new LinkedHashMap<>();

    /** A whole {@code ${resource.property}}. */
    public static Term reference(String resource, String property) {
        return new Term.Computed(
                new Path(new Reference(Reference.Root.RESOURCE, resource, PropertyPath.of(property))), SPAN);
    }

    public static Term literal(String text) {
        return literal(Value.of(text));
    }

    public static Term literal(Value value) {
        return new Term.Literal(value, SPAN);
    }

    public static Term list(List<Term> items) {
        return new Term.ListTerm(items, SPAN);
    }

    /** A test.thing of that name with these properties besides. */
    public TestStack thing(String name, Map<String, Term> properties) {
        var all = new LinkedHashMap<String, Term>();
        all.put("name", literal(name));
        all.putAll(properties);
        return resource(name, MemoryProvider.THING, all, ResourceBlock.Lifecycle.DEFAULT);
    }

    public TestStack resource(
            String name, TypeName type, Map<String, Term> properties, ResourceBlock.Lifecycle lifecycle) {
        var address = Address.resource(name);
        resources.put(
                address,
                new ResourceBlock(
                        address,
                        SCHEMAS.type(type).orElseThrow(),
                        "test",
                        new Term.MapTerm(properties, SPAN),
                        List.of(),
                        lifecycle,
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        SPAN));
        return this;
    }

    public TestStack output(String name, Term value) {
        outputs.put(name, new Stack.OutputBlock(name, value, false, SPAN));
        return this;
    }

    public Stack stack() {
        return new Stack(
                "shop",
                StackMembers.of("shop", Optional.empty()),
                Optional.empty(),
                SPAN.source(),
                List.of(),
                "sha256:0",
                Map.of(),
                new Stack.StateSettings(Optional.empty(), Stack.EncryptionBlock.NONE),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new LinkedHashMap<>(resources),
                OffBlocks.NONE,
                new LinkedHashMap<>(outputs),
                List.of(),
                SPAN);
    }

    /** Edges from references alone; resources must be added after what they refer to. */
    public Graph graph() {
        var dependencies = new HashMap<Address, Map<Address, Graph.Reason>>();
        var order = new ArrayList<Address>();
        resources.values().forEach(block -> {
            var edges = new LinkedHashMap<Address, Graph.Reason>();
            block.properties()
                    .references()
                    .forEach(reference -> edges.put(
                            reference.node().orElseThrow(), new Graph.Reason.Referenced(reference.toString())));
            dependencies.put(block.address(), edges);
            order.add(block.address());
        });
        return new Graph(stack(), dependencies, order);
    }

    private record Path(Reference reference) implements Template {
        @Override
        public String source() {
            return "${" + reference + "}";
        }

        @Override
        public Set<Reference> references() {
            return new LinkedHashSet<>(List.of(reference));
        }

        @Override
        public Value evaluate(Scope scope) {
            return switch (scope.value(reference.root(), reference.name())) {
                case Value.Map map ->
                    map.get(reference.path().property().orElseThrow())
                            .orElseGet(() -> new Value.Unknown(reference.toString()));
                case Value.Unknown _ -> new Value.Unknown(reference.toString());
                default -> throw new AssertionError("A resource is a map.");
            };
        }
    }
}
