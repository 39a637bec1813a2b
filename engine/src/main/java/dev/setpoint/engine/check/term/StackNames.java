package dev.setpoint.engine.check.term;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.Guard;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TextFiles;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names of the stack with their types. The type of a local is any until it has been inferred. */
public final class StackNames implements TypeScope {

    private static final Shape ANY = new Shape.Any(CommonEquality.EXACT);

    private final Map<String, NamedType> inputs;
    private final Map<String, NamedType> locals;
    private final Map<String, Optional<TypeSchema>> data;
    private final Map<String, Optional<TypeSchema>> resources;
    private final RepeatedBlocks repeated;
    private final Optional<BlockInstance> each;
    private final Modules modules;
    private final BlockConditions conditions;
    private final StackMembers stack;

    /**
     * The modules that are called here.
     *
     * @param files that expressions of the file may read
     * @param shapes of their outputs, by the name of the call; a map of these with {@code forEach}
     * @param deprecated by the name of the call and the output, what to read instead
     */
    public record Modules(
            NameSpace names,
            Optional<TextFiles> files,
            Map<String, Shape> shapes,
            Map<String, Map<String, String>> deprecated) {
        public static final Modules NONE = new Modules(NameSpace.ROOT, Optional.empty(), Map.of(), Map.of());
    }

    private StackNames(
            Map<String, NamedType> inputs,
            Map<String, NamedType> locals,
            Map<String, Optional<TypeSchema>> data,
            Map<String, Optional<TypeSchema>> resources,
            RepeatedBlocks repeated,
            Optional<BlockInstance> each,
            Modules modules,
            BlockConditions conditions,
            StackMembers stack) {
        this.modules = modules;
        this.conditions = conditions;
        this.stack = stack;
        this.inputs = inputs;
        this.locals = locals;
        this.data = data;
        this.resources = resources;
        this.repeated = repeated;
        this.each = each;
    }

    /**
     * @param data and {@code resources}: an empty type is unknown and was reported already
     * @param repeated the blocks with {@code forEach}
     * @param stack what {@code stack.…} reads, outside of modules
     */
    public static StackNames of(
            Map<String, NamedType> inputs,
            Set<String> locals,
            Map<String, Optional<TypeSchema>> data,
            Map<String, Optional<TypeSchema>> resources,
            RepeatedBlocks repeated,
            Modules modules,
            BlockConditions conditions,
            StackMembers stack) {
        var untyped = new LinkedHashMap<String, NamedType>();
        locals.forEach(name -> untyped.put(name, new NamedType(ANY)));
        return new StackNames(inputs, untyped, data, resources, repeated, Optional.empty(), modules, conditions, stack);
    }

    /** These names with the known instances of blocks with {@code forEach}. */
    public StackNames with(RepeatedBlocks found) {
        return new StackNames(inputs, locals, data, resources, found, Optional.empty(), modules, conditions, stack);
    }

    /** These names with the calls of modules, whose keys are known now. */
    public StackNames with(Modules known) {
        return new StackNames(inputs, locals, data, resources, repeated, each, known, conditions, stack);
    }

    /** These names as the block of this instance sees them. */
    public StackNames within(BlockInstance instance) {
        return new StackNames(
                inputs, locals, data, resources, repeated, Optional.of(instance), modules, conditions, stack);
    }

    /** These names as the block of this name sees them, which exists only where its condition holds. */
    public StackNames within(Root root, String block) {
        return new StackNames(
                inputs, locals, data, resources, repeated, each, modules, conditions.within(root, block), stack);
    }

    void inferred(String local, NamedType type) {
        locals.put(local, type);
    }

    public Optional<TypeSchema> resource(String name) {
        return Optional.ofNullable(resources.get(name)).flatMap(type -> type);
    }

    public Optional<TypeSchema> dataSource(String name) {
        return Optional.ofNullable(data.get(name)).flatMap(type -> type);
    }

    @Override
    public Optional<Shape> shape(Root root, String name) {
        return switch (root) {
            case INPUT -> Optional.ofNullable(inputs.get(name)).map(NamedType::shape);
            case LOCAL -> Optional.ofNullable(locals.get(name)).map(NamedType::shape);
            case DATA -> Optional.ofNullable(data.get(name)).map(type -> shape(root, name, type));
            case RESOURCE ->
                Optional.ofNullable(resources.get(name))
                        .map(type -> shape(root, name, type))
                        .or(() -> Optional.ofNullable(modules.shapes().get(name)));
            case STACK ->
                modules.names().path().isRoot() && stack.values().containsKey(name)
                        ? Optional.of(new Shape.Text(CommonEquality.EXACT))
                        : Optional.empty();
            case EACH -> each.flatMap(instance -> instance.shape(name));
        };
    }

    @Override
    public Optional<String> absence(Root root, String name) {
        return switch (root) {
            case INPUT -> Optional.ofNullable(inputs.get(name)).flatMap(NamedType::absence);
            case LOCAL -> Optional.ofNullable(locals.get(name)).flatMap(NamedType::absence);
            case DATA, RESOURCE -> conditions.absence(root, name);
            case STACK ->
                stack.optional().contains(name)
                        ? Optional.of("not every environment has `" + name + "`")
                        : Optional.empty();
            case EACH -> Optional.empty();
        };
    }

    @Override
    public Optional<Guard> guard(Root root, String name) {
        return conditions
                .when(root, name)
                .map(when -> new Guard(
                        Guard.local(root, name),
                        when.condition(),
                        when.repeated(),
                        shape(root, name).orElse(ANY)));
    }

    @Override
    public Condition facts() {
        return conditions.here();
    }

    @Override
    public Optional<String> deprecation(Reference reference) {
        var outputs = modules.deprecated().get(reference.name());
        if (reference.root() != Root.RESOURCE || outputs == null) {
            return Optional.empty();
        }
        var isRepeated = Optional.ofNullable(modules.names().calls().get(reference.name()))
                .flatMap(NameSpace.Outputs::keys)
                .isPresent();
        return reference.path().steps().stream()
                .skip(isRepeated ? 1 : 0)
                .limit(1)
                .filter(Step.Name.class::isInstance)
                .map(Step.Name.class::cast)
                .flatMap(step -> Optional.ofNullable(outputs.get(step.name())).stream())
                .findFirst();
    }

    private Shape shape(Root root, String name, Optional<TypeSchema> type) {
        var one = type.<Shape>map(TypeSchema::properties).orElse(ANY);
        return repeated.contains(root, name) ? new Shape.MapOf(one) : one;
    }

    @Override
    public Collection<String> names(Root root) {
        return switch (root) {
            case INPUT -> inputs.keySet();
            case LOCAL -> locals.keySet();
            case DATA -> data.keySet();
            case RESOURCE ->
                Stream.of(resources, modules.shapes())
                        .flatMap(named -> named.keySet().stream())
                        .toList();
            case STACK -> modules.names().path().isRoot() ? stack.values().keySet() : List.of();
            case EACH -> each.isPresent() ? List.of("key", "value") : List.of();
        };
    }

    @Override
    public Optional<TextFiles> files() {
        return modules.files();
    }

    @Override
    public NameSpace nameSpace() {
        return modules.names();
    }

    @Override
    public Optional<Set<String>> keys(Root root, String name) {
        return repeated.of(root, name).map(Map::keySet);
    }

    @Override
    public Optional<Term> each(String member) {
        return each.flatMap(instance -> instance.term(member));
    }

    /** The instances of a block with {@code forEach}, by key; none of any other. */
    public Map<String, BlockInstance> instances(Root root, String block) {
        return repeated.of(root, block).orElse(Map.of());
    }

    /** True when the stack has a resource at this address. */
    public boolean isResource(Address address) {
        if (address.kind() != Address.Kind.RESOURCE || !address.module().isRoot()) {
            return false;
        }
        return repeated.contains(Root.RESOURCE, address.block())
                ? isInstance(Root.RESOURCE, address)
                : !address.isInstance() && resource(address.block()).isPresent();
    }

    private boolean isInstance(Root root, Address address) {
        return address.key()
                .filter(instances(root, address.block())::containsKey)
                .isPresent();
    }

    private boolean isKnown(Address address) {
        if (modules.shapes().containsKey(address.block())) {
            return address.module().isRoot() && !address.isData();
        }
        return address.isData()
                ? data.containsKey(address.block())
                        && (isInstance(Root.DATA, address) || address.equals(Address.data(address.block())))
                : isResource(address) || resources.containsKey(address.text());
    }

    /** The instances of a block that is named without a key. */
    private List<Address> all(Address named) {
        var root = named.isData() ? Root.DATA : Root.RESOURCE;
        return named.isInstance() || !repeated.contains(root, named.block())
                ? List.of(named)
                : instances(root, named.block()).keySet().stream()
                        .map(named::instance)
                        .toList();
    }

    /** The nodes that {@code dependsOn} names: a resource, all those of a block with {@code forEach}, or a data source as {@code data.caller}. */
    public List<Address> addresses(String text, Span span, CheckProblems problems) {
        var known = Address.parse(text)
                .fold(_ -> Optional.<Address>empty(), Optional::of)
                .filter(this::isKnown);
        if (known.isPresent()) {
            return all(known.get());
        }
        var isData = text.startsWith("data.");
        var all = isData ? data.keySet().stream().map(name -> "data." + name).toList() : names(Root.RESOURCE);
        problems.add(Diagnostic.error(
                        "SP0301", span, "There is no " + (isData ? "data source" : "resource") + " `" + text + "`.")
                .hint(Nearest.hint(text, all)));
        return List.of();
    }
}
